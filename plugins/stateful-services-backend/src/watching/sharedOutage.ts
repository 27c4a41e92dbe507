import { wait } from './wait';

/** Lets all watches that wait for a cluster to come back go on as soon as one of them has reached it. */
export class SharedOutage {
  #end = new AbortController();

  /** Waits until the outage ends, but not longer than told. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    await wait(ms, AbortSignal.any([signal, this.#end.signal]));
  }

  ended(): void {
    this.#end.abort();
    this.#end = new AbortController();
  }
}
