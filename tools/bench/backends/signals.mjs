import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

const channel = 'stateful-services:report-changed';

/** What the backend tells open pages of one entity, by the connection that their browser holds. */
export class Signals {
  #socket;
  #told = 0;
  #taken = 0;

  /** @param {import('./startBackend.mjs').RunningBackend} backend @param {string} name of a component */
  static async open({ url, token }, name) {
    const address = `${url.replace('http', 'ws')}/api/signals`;
    const signals = new Signals(new WebSocket(address, token), name);
    await once(signals.#socket, 'open');
    signals.#socket.send(JSON.stringify({ action: 'subscribe', channel }));
    return signals;
  }

  constructor(socket, name) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const { message } = JSON.parse(data);
      if (message?.entityRef === `component:default/${name}`) this.#told += 1;
    });
  }

  /** Waits for what was told since the last time. @param {number} withinMs */
  async next(withinMs) {
    const deadline = performance.now() + withinMs;
    while (this.#told === this.#taken) {
      if (performance.now() > deadline) {
        throw new Error(`Nothing was told within ${withinMs} ms`);
      }
      await delay(1);
    }
    this.#taken = this.#told;
  }

  close() {
    this.#socket.close();
  }
}
