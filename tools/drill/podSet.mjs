import { setTimeout as delay } from 'node:timers/promises';
import { Pod } from './pod.mjs';
import { waitUntil } from './waitUntil.mjs';

/** All pods of the set, which this plays the StatefulSet controller for. */
export class PodSet {
  #lastMissed;

  /** @param {ConstructorParameters<typeof Pod>[0]} surroundings */
  constructor(surroundings) {
    this.surroundings = surroundings;
    this.set = surroundings.set;
    this.pods = Array.from(
      { length: this.set.replicas },
      (_, ordinal) => new Pod(surroundings, ordinal),
    );
  }

  /** As podManagementPolicy Parallel asks: nobody waits for another. */
  async start() {
    const waiting = this.pods.filter(pod => !pod.isRunning);
    await Promise.all(waiting.map(pod => pod.start()));
  }

  /**
   * Takes what the chart says now: pods whose node can be reached get ConfigMaps and Secrets anew, the number of pods
   * changes, and nobody restarts.
   *
   * @param {import('./renderedSet.mjs').RenderedSet} set
   */
  async apply(set) {
    this.set = set;
    this.surroundings.set = set;
    for (const { volumes, isRunning, isCut } of this.pods) {
      volumes.set = set;
      if (isRunning && !isCut) await volumes.refresh();
    }
    await this.scale(set.replicas);
  }

  /** Adds pods, or removes those of the highest ordinals; their claims stay. @param {number} replicas */
  async scale(replicas) {
    for (const pod of this.pods.splice(replicas)) await pod.terminate();
    while (this.pods.length < replicas) {
      const pod = new Pod(this.surroundings, this.pods.length);
      this.pods.push(pod);
      await pod.start();
    }
  }

  /**
   * Replaces pods from the highest ordinal down, each once the one before is ready and has stayed so.
   *
   * @param {readonly Pod[]} [outdated] those that were not made from what the chart says now
   */
  async roll(outdated = this.pods) {
    for (const pod of [...this.pods].reverse()) {
      if (outdated.includes(pod)) {
        await pod.terminate();
        await pod.start();
      }
      await waitUntil(`${pod.name} is ready`, () => pod.isReady());
      await delay(this.set.minReadySeconds * 1000);
    }
  }

  /** Every pod is ready by the chart's own probes; who waits for that asks first the one that was not, and none behind it. */
  async areReady() {
    const isLate = pod => Number(pod === this.#lastMissed);
    const order = this.pods.toSorted(
      (one, other) => isLate(other) - isLate(one),
    );
    for (const pod of order) {
      if (await pod.isReady()) continue;
      this.#lastMissed = pod;
      return false;
    }
    return true;
  }
}
