import { ReadFailureKind } from './readFailure';

/** A watch that lived this long was a good one: the next failure starts a new row. */
const GOOD_WATCH_MS = 10_000;

/** Counts the failures of a watch in a row. */
export class FailureRow {
  #openedAt: number | undefined;
  #failures = 0;
  #expiries = 0;

  constructor(
    /** Milliseconds since the epoch. */
    private readonly now: () => number,
  ) {}

  /** A watch is about to be opened. */
  tries(): void {
    this.#openedAt = undefined;
  }

  opened(): void {
    this.#openedAt = this.now();
  }

  /**
   * @returns how many there are now: of all failures or, where the resource version has expired, of those alone, since the
   *   server answers, however long it was away
   */
  failed(kind: ReadFailureKind): number {
    this.#endAfterGoodWatch();
    this.#failures += 1;
    if (kind !== 'expired') {
      return this.#failures;
    }
    this.#expiries += 1;
    return this.#expiries;
  }

  /** @returns how many there are after an ordinary end, which counts as a failure when it comes too soon: 0 after a good watch */
  ended(): number {
    if (!this.#endAfterGoodWatch()) {
      this.#failures += 1;
    }
    return this.#failures;
  }

  #endAfterGoodWatch(): boolean {
    const wasGood =
      this.#openedAt !== undefined &&
      this.now() - this.#openedAt >= GOOD_WATCH_MS;
    if (wasGood) {
      this.#failures = 0;
      this.#expiries = 0;
    }
    return wasGood;
  }
}
