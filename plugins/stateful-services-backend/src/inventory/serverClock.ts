/** The `Date` header tells whole seconds, and an answer takes its time. */
const UNNOTICEABLE_MS = 3_000;

/**
 * How far the clock of an API server is ahead of ours. Everything that a cluster tells bears its time, so it is judged by
 * its clock: by another one, what has just begun would be long overdue, or not have begun yet.
 */
export class ServerClock {
  #aheadMs = 0;

  constructor(private readonly now: () => number) {}

  /** @param serverTime - what the server says that it is, in milliseconds since the epoch. */
  heard(serverTime: number): void {
    const aheadMs = serverTime - this.now();
    this.#aheadMs = Math.abs(aheadMs) < UNNOTICEABLE_MS ? 0 : aheadMs;
  }

  /** The time of the server at a time of ours. */
  at(time: number): number {
    return time + this.#aheadMs;
  }
}
