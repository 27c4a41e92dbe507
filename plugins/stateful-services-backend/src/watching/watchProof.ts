const PROVEN_AFTER_MS = 1_000;

/**
 * Finds out that a watch which was opened again works: it has not failed for a second, so that what it had missed has come, and
 * no line is still on its way, which may be what it fails at.
 */
export class WatchProof {
  #timer: NodeJS.Timeout | undefined;
  #isWithinLine = false;

  constructor(private readonly onProven: () => void) {}

  begin(): void {
    this.#timer = setInterval(() => {
      if (!this.#isWithinLine) {
        this.end();
        this.onProven();
      }
    }, PROVEN_AFTER_MS);
  }

  heardBytes(): void {
    this.#isWithinLine = true;
  }

  heardEvent(): void {
    this.#isWithinLine = false;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
