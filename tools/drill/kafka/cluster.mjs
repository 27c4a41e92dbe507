import { waitUntil } from '../waitUntil.mjs';

const toolWithinMs = 90_000;

/** The cluster as it sees itself. */
export class Cluster {
  /**
   * @param {{
   *   controllers: import('../podSet.mjs').PodSet, brokers: import('../podSet.mjs').PodSet, askClient: (verb: string) => Promise<string>,
   * }} options `askClient`: to ask it by the chart's own functions starts a virtual machine for each question
   */
  constructor({ controllers, brokers, askClient }) {
    this.controllers = controllers;
    this.brokers = brokers;
    this.askClient = askClient;
  }

  /** Every pod is ready, every controller votes, and every copy of every partition is in sync. */
  async isAtFullStrength() {
    const ready = await Promise.all([
      this.controllers.areReady(),
      this.brokers.areReady(),
    ]);
    if (!ready.every(Boolean)) return false;
    const { voters, underReplicated } = await this.#look();
    return voters === this.controllers.pods.length && underReplicated === 0;
  }

  /** @returns {Promise<import('../pod.mjs').Pod>} the broker that leads partition 0 of the client's topic */
  async leader() {
    let leader;
    await waitUntil('the topic of the client has a leader', async () => {
      ({ leader } = await this.#look());
      return leader !== undefined;
    });
    // A broker has 100 and its ordinal, a combined node its ordinal.
    return this.brokers.pods[leader % 100];
  }

  /** @returns {Promise<import('../pod.mjs').Pod>} the controller that a broker asks to change the metadata */
  async activeController() {
    let active;
    await waitUntil('a broker has an active controller', async () => {
      ({ controller: active } = await this.#look());
      return active !== undefined;
    });
    return this.controllers.pods[active];
  }

  /**
   * @returns {Promise<{ voters?: number, controller?: number, underReplicated?: number, leader?: number }>} how many
   *   controllers vote, which of them leads, how many partitions lack a copy, and who leads partition 0 of the client's
   *   topic; nothing when nobody answers
   */
  async #look() {
    const [, text] = /^cluster (.*)$/.exec(await this.askClient('look')) ?? [];
    return text === undefined ? {} : JSON.parse(text);
  }

  /** @param {string} script that may use the chart's functions @returns {Promise<string | undefined>} what it printed */
  async ask(script) {
    for (const pod of this.brokers.pods) {
      if (!(await pod.isReady())) continue;
      const { code, output } = await run(pod, [
        'bash',
        '-c',
        `. /scripts/members.sh; ${script}`,
      ]);
      if (code === 0) return output;
    }
    return undefined;
  }
}

/**
 * Runs a command in the server's container of a pod.
 *
 * @param {import('../pod.mjs').Pod} pod
 * @param {readonly string[]} command
 */
export function run(pod, command, timeoutMs = toolWithinMs) {
  return pod.container('kafka').exec(command, { timeoutMs });
}
