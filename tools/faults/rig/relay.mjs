import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Stands between a backend and an API server and passes bytes on, unless it is told otherwise. */
export class Relay {
  /** @type {Set<{ client: import('node:net').Socket, server?: import('node:net').Socket }>} */
  #pairs = new Set();
  #target;
  #server;
  /** The most connections that were open at the same time. */
  mostConnections = 0;
  /** @type {'open' | 'silent' | 'stalled'} */
  #mode = 'open';

  /** @param {string} url of the API server */
  static async start(url) {
    const relay = new Relay(url);
    await once(relay.#server.listen(0, '127.0.0.1'), 'listening');
    return relay;
  }

  constructor(url) {
    this.#target = Number(new URL(url).port);
    this.#server = createServer(client => this.#accept(client));
  }

  get url() {
    return `https://127.0.0.1:${this.#server.address().port}`;
  }

  get connections() {
    return this.#pairs.size;
  }

  /**
   * `silent`: connections are accepted and nothing is ever answered; `stalled`: those that are open stay so as well, but
   * nothing passes any more. What is said is taken all the same, so that it is heard when nobody waits any more.
   *
   * @param {'open' | 'silent' | 'stalled'} mode
   */
  become(mode) {
    this.#mode = mode;
    if (mode === 'stalled') {
      for (const { client, server } of this.#pairs) {
        client.unpipe().resume();
        server?.unpipe().resume();
      }
    } else {
      this.cut();
    }
  }

  /** Resets every connection. */
  cut() {
    for (const { client, server } of this.#pairs) {
      client.resetAndDestroy();
      server?.resetAndDestroy();
    }
  }

  async close() {
    this.#server.close();
    this.cut();
    await once(this.#server, 'close');
  }

  #accept(client) {
    client.on('error', () => {});
    const pair = { client };
    this.#pairs.add(pair);
    this.mostConnections = Math.max(this.mostConnections, this.#pairs.size);
    client.once('close', () => {
      this.#pairs.delete(pair);
      pair.server?.destroy();
    });
    if (this.#mode !== 'open') {
      client.resume();
      return;
    }
    const server = connect(this.#target, '127.0.0.1');
    pair.server = server;
    server.on('error', () => {});
    server.once('close', () => client.destroy());
    client.pipe(server).pipe(client);
  }
}
