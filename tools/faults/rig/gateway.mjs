import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createSecureServer } from 'node:http2';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Agent, request as ask } from 'undici';

/**
 * @typedef {{ resource: string, isWatch: boolean }} Question
 * @typedef {Question & { isProtobuf: boolean }} Answered as the API server chose to answer it
 * @typedef {(answer: import('node:http2').Http2ServerResponse, question: Question) => void} Refuse answers instead
 * @typedef {(body: AsyncIterable<Buffer>, answered: Answered) => AsyncIterable<Buffer>} Spoil
 */

/** Speaks HTTP/2 with the certificate of an API server, and passes on what that answers, unless it is told to spoil it. */
export class Gateway {
  /** @type {Set<import('node:http2').ServerHttp2Session>} */
  #sessions = new Set();
  #agent;
  #server;
  #url;
  /** @type {{ refuse?: Refuse, spoil?: Spoil }} */
  #ways = {};
  mostConnections = 0;

  /** @param {import('../../real/controlPlane.mjs').ControlPlane} plane */
  static async start({ url, kubeconfig }) {
    const pki = join(dirname(kubeconfig), 'pki');
    const [cert, key] = await Promise.all(
      ['apiserver.crt', 'apiserver.key'].map(name => readFile(join(pki, name))),
    );
    const gateway = new Gateway({ url, cert, key });
    await once(gateway.#server.listen(0, '127.0.0.1'), 'listening');
    return gateway;
  }

  constructor({ url, cert, key }) {
    this.#url = url;
    this.#agent = new Agent({ connect: { ca: cert }, allowH2: true });
    this.#server = createSecureServer({ cert, key });
    this.#server.on('session', session => {
      this.#sessions.add(session);
      this.mostConnections = Math.max(
        this.mostConnections,
        this.#sessions.size,
      );
      session.once('close', () => this.#sessions.delete(session));
    });
    this.#server.on('request', (request, answer) => {
      this.#pass(request, answer).catch(() => answer.stream.destroy());
    });
  }

  get url() {
    return `https://127.0.0.1:${this.#server.address().port}`;
  }

  get connections() {
    return this.#sessions.size;
  }

  /** Closes all connections and from then on answers so. @param {{ refuse?: Refuse, spoil?: Spoil }} ways */
  become(ways) {
    this.#ways = ways;
    this.cut();
  }

  cut() {
    for (const session of this.#sessions) session.destroy();
  }

  async close() {
    this.#server.close();
    this.cut();
    await this.#agent.destroy();
  }

  async #pass(request, answer) {
    const { refuse, spoil } = this.#ways;
    const { pathname, searchParams } = new URL(request.url, this.#url);
    const question = {
      resource: pathname.split('/').at(-1),
      isWatch: searchParams.has('watch'),
    };
    if (refuse) return refuse(answer, question);
    const controller = new AbortController();
    answer.once('close', () => controller.abort());
    const { statusCode, headers, body } = await ask(
      `${this.#url}${request.url}`,
      {
        dispatcher: this.#agent,
        headers: {
          authorization: request.headers.authorization,
          accept: request.headers.accept,
        },
        signal: controller.signal,
      },
    );
    const contentType = headers['content-type'];
    answer.writeHead(statusCode, { 'content-type': contentType });
    answer.stream.on('error', () => {});
    const answered = { ...question, isProtobuf: contentType.includes('proto') };
    await pipeline(
      spoil ? Readable.from(spoil(body, answered)) : body,
      answer.stream,
    );
  }
}
