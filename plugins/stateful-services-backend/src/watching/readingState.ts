import { ReadFailure, UnreadKind } from './readFailure';
import { ResourceState } from './resourceSink';

/**
 * For how long a watch that worked may fail before that is told: connections are cut, servers restart, and one that has just
 * started denies what it permits. All watches of a server fail together, so they are told together, and the cluster does not
 * count as read again before the last of them works.
 */
const TOLERATED_MS = 2_000;

/** Works out from successes and failures in a row how the watch of a resource is doing, and reports each change. */
export class ReadingState {
  #state: ResourceState;
  #failure: ResourceState | undefined;
  #patience: NodeJS.Timeout | undefined;

  constructor(
    private readonly report: (state: ResourceState) => void,
    private readonly now: () => number,
  ) {
    this.#state = { synced: false, state: 'syncing', since: now() };
  }

  succeeded(): void {
    this.forget();
    if (this.#state.state !== 'synced' || this.#state.notServed) {
      this.#change({ synced: true, state: 'synced', since: this.now() });
    }
  }

  /** The cluster does not have the resource, and need not. */
  notServed(): void {
    this.forget();
    if (!this.#state.notServed) {
      this.#change({
        synced: true,
        state: 'synced',
        notServed: true,
        since: this.now(),
      });
    }
  }

  failed(state: UnreadKind, { message, details }: ReadFailure): void {
    this.#failure = {
      synced: this.#state.synced,
      state,
      since: this.#failure?.since ?? this.now(),
      message,
      ...(details.denied && { denied: details.denied }),
    };
    if (state === 'broken' || this.#state.state !== 'synced') {
      this.#tell();
    } else {
      this.#patience ??= setTimeout(() => this.#tell(), TOLERATED_MS);
    }
  }

  /** Forgets a failure that has not been told. */
  forget(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#failure = undefined;
  }

  #tell(): void {
    if (this.#failure && this.#failure.state !== this.#state.state) {
      this.#change(this.#failure);
    }
  }

  #change(state: ResourceState): void {
    this.#state = state;
    this.report(state);
  }
}
