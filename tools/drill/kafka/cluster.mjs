import { waitUntil } from '../waitUntil.mjs';

const toolWithinMs = 90_000;

/** The cluster as it sees itself, asked by the chart's own functions inside of the pods. */
export class Cluster {
  /** @param {{ controllers: import('../podSet.mjs').PodSet, brokers: import('../podSet.mjs').PodSet }} sets */
  constructor({ controllers, brokers }) {
    this.controllers = controllers;
    this.brokers = brokers;
  }

  /** Every pod is ready, every controller votes, and every copy of every partition is in sync. */
  async isAtFullStrength() {
    const ready = await Promise.all([
      this.controllers.areReady(),
      this.brokers.areReady(),
    ]);
    if (!ready.every(Boolean)) return false;
    if ((await this.voters()) !== this.controllers.pods.length) return false;
    return (await this.underReplicated()) === '';
  }

  /** @returns {Promise<number>} 0 when nobody answers */
  async voters() {
    const status = await this.ask('ask_quorum --status');
    const [, list = ''] = /^CurrentVoters:(.*)$/m.exec(status ?? '') ?? [];
    return [...list.matchAll(/"id"/g)].length;
  }

  /** @returns {Promise<string | undefined>} partitions that lack a copy; nothing when nobody answers */
  async underReplicated() {
    const text = await this.ask(
      'ask_broker kafka-topics --describe --under-replicated-partitions',
    );
    return text?.trim();
  }

  /** @returns {Promise<import('../pod.mjs').Pod>} the broker that leads partition 0 of the client's topic */
  async leader() {
    let id;
    await waitUntil('the topic of the client has a leader', async () => {
      const text = await this.ask(
        'ask_broker kafka-topics --describe --topic drill',
      );
      id = /Partition: 0\s+Leader: (\d+)/.exec(text ?? '')?.[1];
      return id !== undefined;
    });
    // A broker has 100 and its ordinal, a combined node its ordinal.
    return this.brokers.pods[Number(id) % 100];
  }

  /** @param {string} script that sources the chart's functions @returns {Promise<string | undefined>} what it printed */
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
