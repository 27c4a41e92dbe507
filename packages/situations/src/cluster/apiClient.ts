import http from 'node:http';
import https from 'node:https';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({
      cluster: z.object({
        server: z.string(),
        'certificate-authority-data': z.string().optional(),
      }),
    }),
  ]),
  users: z.tuple([z.object({ user: z.object({ token: z.string() }) })]),
});

/** An answer other than success. */
export class RefusedError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

const TIMEOUT_MS = 30_000;

/** Talks to a Kubernetes API: one call, one answer; or a watch, line by line. */
export class ApiClient {
  private readonly agent: http.Agent;

  private constructor(
    private readonly server: string,
    private readonly token: string,
    private readonly authority: Buffer | undefined,
  ) {
    const options = { keepAlive: true, maxSockets: Infinity };
    this.agent = server.startsWith('https:')
      ? new https.Agent(options)
      : new http.Agent(options);
  }

  static fromKubeconfig(document: string): ApiClient {
    const { clusters, users } = kubeconfigSchema.parse(parse(document));
    const { server, 'certificate-authority-data': authority } =
      clusters[0].cluster;
    return new ApiClient(
      server,
      users[0].user.token,
      authority ? Buffer.from(authority, 'base64') : undefined,
    );
  }

  /** @throws RefusedError when the answer is not a success. */
  async call(call: Call): Promise<unknown> {
    const response = await this.send(call);
    const chunks: string[] = [];
    for await (const chunk of response.setEncoding('utf8')) {
      chunks.push(String(chunk));
    }
    const text = chunks.join('');
    const code = response.statusCode ?? 0;
    if (code >= 300) {
      throw new RefusedError(
        code,
        `${call.method} ${call.path} was answered ${code}: ${text}`,
      );
    }
    return JSON.parse(text);
  }

  /** Hands over every line of a watch until the signal ends it. */
  async watch(
    path: string,
    onLine: (line: string) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const response = await this.send({ method: 'GET', path }, signal);
    if (response.statusCode !== 200) {
      throw new Error(`GET ${path} was answered ${response.statusCode}`);
    }
    // An aborted stream is how a watch ends.
    response.on('error', () => {});
    const lines = createInterface({ input: response });
    lines.on('error', () => {});
    lines.on('line', onLine);
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    { method, path, body }: Call,
    signal?: AbortSignal,
  ): Promise<http.IncomingMessage> {
    const { request } = this.server.startsWith('https:') ? https : http;
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.server}${path}`,
        {
          method,
          agent: this.agent,
          ...(this.authority && { ca: this.authority }),
          ...(signal ? { signal } : { timeout: TIMEOUT_MS }),
          headers: {
            authorization: `Bearer ${this.token}`,
            accept: 'application/json',
            ...(text !== undefined && {
              'content-type':
                method === 'PATCH'
                  ? 'application/merge-patch+json'
                  : 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
          },
        },
        resolve,
      );
      outgoing.on('timeout', () =>
        outgoing.destroy(
          new Error(`${method} ${path}: no answer within ${TIMEOUT_MS} ms`),
        ),
      );
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }
}
