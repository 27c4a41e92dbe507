import { setTimeout as delay } from 'node:timers/promises';

const lookForDueEveryMs = 1_000;

/** What the kubelet knows of each container by the chart's probes, as often as the chart says. */
export class ProbeLog {
  /** @type {{ at: number, pod: string, container: string, ready: boolean, alive: boolean }[]} */
  entries = [];
  #isWanted = true;

  /** @param {readonly import('./pod.mjs').Pod[]} pods */
  async watch(pods) {
    while (this.#isWanted) {
      await Promise.all(
        pods.flatMap(pod =>
          pod.containers
            .filter(({ isWanted, isDue }) => isWanted && isDue)
            .map(container => this.#note(pod, container)),
        ),
      );
      await delay(lookForDueEveryMs);
    }
  }

  end() {
    this.#isWanted = false;
  }

  async #note(pod, container) {
    const health = await container.health();
    if (this.#isWanted && container.isWanted)
      this.entries.push({
        at: Date.now(),
        pod: pod.name,
        container: container.name,
        ...health,
      });
  }
}
