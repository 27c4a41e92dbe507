import { setTimeout as delay } from 'node:timers/promises';
import { ask, questions } from '../../bench/backends/questions.mjs';
import { toldTruth } from './world.mjs';

const lookEveryMs = 50;

/**
 * @typedef {{
 *   at: number, state: string, message?: string, availability?: string, storage?: string, told: string,
 * }} Sample
 *   what the report says of one cluster from `at` on, in milliseconds of performance.now(): the state of the cluster, of the
 *   set that the faults are about, and of all members
 */

/** Looks at the report of one entity all the time, as an open page does, and keeps what it said when. */
export class Watcher {
  /** @type {Map<string, Sample[]>} */
  #samples = new Map();
  #backend;
  #controller = new AbortController();
  #running;

  /** @param {import('../../bench/backends/startBackend.mjs').RunningBackend} backend */
  constructor(backend) {
    this.#backend = backend;
    this.#running = this.#run();
  }

  /** @param {string} cluster @returns {readonly Sample[]} each as long as it differs from the one before */
  samplesOf(cluster) {
    return this.#samples.get(cluster) ?? [];
  }

  /** Waits until the latest sample of a cluster is as wanted. */
  async until(cluster, isWanted, withinMs = 150_000) {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const latest = this.samplesOf(cluster).at(-1);
      if (latest && isWanted(latest)) return;
      if (performance.now() > deadline) {
        throw new Error(
          `The report of ${cluster} is still ${JSON.stringify(latest)}`,
        );
      }
      if (this.#controller.signal.aborted) return;
      await delay(lookEveryMs / 5);
    }
  }

  async stop() {
    this.#controller.abort();
    await this.#running;
  }

  async #run() {
    while (!this.#controller.signal.aborted) {
      const { status, body } = await ask(this.#backend, questions.own(0));
      const at = performance.now();
      if (status === 200) this.#take(JSON.parse(body), at);
      await delay(lookEveryMs);
    }
  }

  #take({ clusters, statefulSets }, at) {
    for (const { name, state, message } of clusters) {
      const sets = statefulSets.filter(({ cluster }) => cluster === name);
      const set = sets.find(candidate => candidate.name === 'service-0');
      const sample = {
        state,
        message,
        availability: set?.assessment.availability.state,
        storage: set?.assessment.storage.state,
        told: toldTruth(sets),
      };
      const samples = this.#samples.get(name) ?? [];
      const { at: _, ...latest } = samples.at(-1) ?? {};
      if (JSON.stringify(latest) !== JSON.stringify(sample)) {
        samples.push({ ...sample, at });
      }
      this.#samples.set(name, samples);
    }
  }
}
