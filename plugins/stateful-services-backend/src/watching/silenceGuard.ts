/**
 * Ends a request that has gone silent. `signal` aborts, with what `onSilence` returns as its reason, when the guard has not
 * been touched for the time last given; it follows `outer` as well.
 */
export class SilenceGuard {
  readonly #controller = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;
  #timeoutMs: number | undefined;

  constructor(
    outer: AbortSignal,
    private readonly onSilence: () => Error,
  ) {
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
  }

  /** Something was heard, or is expected from now on: allows `timeoutMs` until the next touch. */
  touch(timeoutMs: number): void {
    if (this.#timer && this.#timeoutMs === timeoutMs) {
      this.#timer.refresh();
      return;
    }
    clearTimeout(this.#timer);
    this.#timeoutMs = timeoutMs;
    this.#timer = setTimeout(
      () => this.#controller.abort(this.onSilence()),
      timeoutMs,
    );
  }

  /** Stops guarding, and ends the request if it is not over. */
  release(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}
