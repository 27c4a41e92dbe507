/** Tells the time and calls back later; every call-back can be taken back. */
export interface Clock {
  nowMs(): number;
  /** Calls back once. The returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** RFC 3339 to the second, as the API server writes times. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The machine's clock, whose call-backs all end with `close`. */
export class SystemClock implements Clock {
  private readonly pending = new Set<NodeJS.Timeout>();
  private closed = false;

  nowMs(): number {
    return Date.now();
  }

  after(delayMs: number, run: () => void): () => void {
    if (this.closed) {
      return () => {};
    }
    const timer = setTimeout(() => {
      this.pending.delete(timer);
      run();
    }, delayMs);
    this.pending.add(timer);
    return () => {
      clearTimeout(timer);
      this.pending.delete(timer);
    };
  }

  close(): void {
    this.closed = true;
    for (const timer of this.pending) {
      clearTimeout(timer);
    }
    this.pending.clear();
  }
}
