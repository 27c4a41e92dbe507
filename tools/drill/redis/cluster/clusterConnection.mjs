import { RedisConnection } from '../connection.mjs';
import { slotOf } from './slots.mjs';

const connectWithinMs = 1_000;
const answerWithinMs = 2_000;
const mostRedirections = 5;

/** A client of all shards that goes where it is sent, and otherwise never repeats or hides anything. */
export class ClusterConnection {
  /** @type {Map<string, Promise<RedisConnection>>} by host */
  #connections = new Map();
  /** @type {Map<number, string>} host by slot, as far as somebody has told */
  #hosts = new Map();

  /** @param {{ members: readonly string[], resolve: (host: string) => string | undefined, password: () => string }} surroundings */
  constructor(surroundings) {
    this.surroundings = surroundings;
  }

  /** @param {string} key @param {readonly string[]} command that is about this key alone */
  async ask(key, command) {
    const slot = slotOf(key);
    let host = this.#hosts.get(slot) ?? this.#anyMember();
    let isAsking = false;
    for (let sent = 0; sent <= mostRedirections; sent += 1) {
      const connection = await this.#connectionTo(host);
      if (isAsking) await connection.ask(['ASKING'], answerWithinMs);
      try {
        return await connection.ask(command, answerWithinMs);
      } catch (error) {
        const redirection = /^(MOVED|ASK) \d+ (.+):\d+$/.exec(error.message);
        if (!redirection) throw error;
        [, , host] = redirection;
        isAsking = redirection[1] === 'ASK';
        if (!isAsking) this.#hosts.set(slot, host);
      }
    }
    throw new Error(`Sent from one member to the next for ${key}`);
  }

  close() {
    for (const connection of this.#connections.values())
      connection.then(
        open => open.close(),
        () => {},
      );
  }

  /** One whose name resolves: who is down has none. */
  #anyMember() {
    const { members, resolve } = this.surroundings;
    const running = members.filter(name => resolve(name) !== undefined);
    return running[Math.floor(Math.random() * running.length)];
  }

  #connectionTo(host) {
    const { resolve, password } = this.surroundings;
    const known = this.#connections.get(host);
    if (known) return known;
    const opening = RedisConnection.open({
      ...{ host: resolve(host) ?? host, port: 6379 },
      ...{ timeoutMs: connectWithinMs, password: password() },
    });
    this.#connections.set(host, opening);
    return opening;
  }
}
