import { once } from 'node:events';
import { connect, createServer, Server, Socket } from 'node:net';

/** Hands each connection to the next of several backends in turn, and to the one after that when it is not there. */
export class Balancer {
  readonly #connections = new Set<Socket>();
  readonly #server: Server;
  #turn = 0;

  private constructor(private readonly backends: readonly URL[]) {
    this.#server = createServer(client => void this.#forward(client));
  }

  static async start(addresses: readonly string[]): Promise<Balancer> {
    const balancer = new Balancer(addresses.map(address => new URL(address)));
    balancer.#server.listen(0, '127.0.0.1');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get address(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('A TCP server has no port');
    }
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.close();
    this.#connections.forEach(connection => connection.destroy());
  }

  async #forward(client: Socket): Promise<void> {
    this.#keep(client);
    for (const _attempt of this.backends) {
      const backend = this.#connectNext();
      this.#keep(backend);
      try {
        await once(backend, 'connect');
      } catch {
        continue;
      }
      client.pipe(backend).pipe(client);
      client.once('close', () => backend.destroy());
      backend.once('close', () => client.destroy());
      return;
    }
    client.destroy();
  }

  #connectNext(): Socket {
    const backend = this.backends[this.#turn];
    this.#turn = (this.#turn + 1) % this.backends.length;
    return connect(Number(backend?.port), backend?.hostname);
  }

  #keep(connection: Socket): void {
    this.#connections.add(connection);
    // A connection that breaks is closed, which is what its other end is told.
    connection.on('error', () => connection.destroy());
    connection.once('close', () => this.#connections.delete(connection));
  }
}
