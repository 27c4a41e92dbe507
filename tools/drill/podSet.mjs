import { setTimeout as delay } from 'node:timers/promises';
import { Pod } from './pod.mjs';

const pollEveryMs = 300;

/** All pods of the set, which this plays the StatefulSet controller for. */
export class PodSet {
  /** @param {ConstructorParameters<typeof Pod>[0]} surroundings */
  constructor(surroundings) {
    this.set = surroundings.set;
    this.pods = Array.from(
      { length: this.set.replicas },
      (_, ordinal) => new Pod(surroundings, ordinal),
    );
  }

  /** As podManagementPolicy Parallel asks: nobody waits for another. */
  async start() {
    for (const pod of this.pods) if (!pod.isRunning) await pod.start();
  }

  /** Replaces the pods from the highest ordinal down, each once the one before is ready and has stayed so. */
  async roll() {
    for (const pod of [...this.pods].reverse()) {
      await pod.terminate();
      await pod.start();
      await this.waitUntil(`${pod.name} is ready`, () => pod.isReady());
      await delay(this.set.minReadySeconds * 1000);
    }
  }

  /** @param {string} container @param {string} script that sources the chart's own functions */
  ask(pod, container, script) {
    return pod
      .container(container)
      ?.exec(['sh', '-c', `. /scripts/members.sh; ${script}`]);
  }

  /** @returns {Promise<Pod[]>} who calls itself the primary */
  async primaries() {
    const roles = await Promise.all(
      this.pods.map(async pod =>
        (await this.ask(pod, 'redis', 'role_of 127.0.0.1'))?.output.trim(),
      ),
    );
    return this.pods.filter((_, index) => roles[index] === 'master');
  }

  /** @returns {Promise<Pod>} */
  async primary() {
    let found = [];
    await this.waitUntil('there is one primary', async () => {
      found = await this.primaries();
      return found.length === 1;
    });
    return found[0];
  }

  /** Full strength: every pod is ready by the chart's own probes, one is the primary, and every Sentinel names it. */
  async isAtFullStrength() {
    const ready = await Promise.all(this.pods.map(pod => pod.isReady()));
    if (!ready.every(Boolean)) return false;
    const primaries = await this.primaries();
    if (primaries.length !== 1) return false;
    const named = await Promise.all(
      this.pods.map(pod =>
        this.ask(pod, 'sentinel', 'primary_named_by 127.0.0.1'),
      ),
    );
    return named.every(answer => answer?.output.trim() === primaries[0].host);
  }

  waitForFullStrength() {
    return this.waitUntil('the set is at full strength', () =>
      this.isAtFullStrength(),
    );
  }

  /**
   * @param {string} what
   * @param {() => Promise<boolean>} holds
   * @param {number} [withinMs]
   */
  async waitUntil(what, holds, withinMs = 240_000) {
    const deadline = Date.now() + withinMs;
    while (!(await holds())) {
      if (Date.now() > deadline)
        throw new Error(`Waited ${withinMs / 1000} s in vain until ${what}`);
      await delay(pollEveryMs);
    }
  }
}
