import { ReadFailure } from './readFailure';
import { ResourceState } from './resourceSink';

/** For how long a watch that worked may fail before it counts as unreachable: servers restart, connections are cut. */
const TOLERATED_MS = 2_000;

/** Works out from successes and failures in a row how the watch of a resource is doing, and reports each change. */
export class ReadingState {
  #state: ResourceState;
  #failingSince: number | undefined;

  constructor(
    private readonly report: (state: ResourceState) => void,
    private readonly now: () => number,
  ) {
    this.#state = { synced: false, state: 'syncing', since: now() };
  }

  succeeded(): void {
    this.#failingSince = undefined;
    if (this.#state.state !== 'synced' || this.#state.notServed) {
      this.#change({ synced: true, state: 'synced', since: this.now() });
    }
  }

  /** The cluster does not have the resource, and need not. */
  notServed(): void {
    this.#failingSince = undefined;
    if (!this.#state.notServed) {
      this.#change({
        synced: true,
        state: 'synced',
        notServed: true,
        since: this.now(),
      });
    }
  }

  /** Returns for how many milliseconds the failure is still tolerated; `Infinity` once it has been reported. */
  failed(
    state: 'forbidden' | 'unreachable' | 'broken',
    { message, details }: ReadFailure,
  ): number {
    this.#failingSince ??= this.now();
    const toleratedMs = this.#failingSince + TOLERATED_MS - this.now();
    if (
      state === 'unreachable' &&
      this.#state.state === 'synced' &&
      toleratedMs > 0
    ) {
      return toleratedMs;
    }
    if (this.#state.state !== state) {
      this.#change({
        synced: this.#state.synced,
        state,
        since: this.#failingSince,
        message,
        ...(details.denied && { denied: details.denied }),
      });
    }
    return Infinity;
  }

  #change(state: ResourceState): void {
    this.#state = state;
    this.report(state);
  }
}
