/** An answer that stands for this long. */
const KEPT_MS = 3_000;

const MOST_KEPT = 10_000;

interface Kept<T> {
  readonly answer: Promise<T>;
  readonly until: number;
}

/**
 * Keeps answers for three seconds, so that many questions of one caller at once are asked of others once.
 *
 * @remarks Refusals and failures are not kept: what has just been granted or mended holds at once.
 */
export class RecentAnswers<T> {
  // In the order in which they were asked for, which is that in which they end.
  readonly #kept = new Map<string, Kept<T>>();

  constructor(private readonly now: () => number) {}

  /** The answer kept under the key, or what `find` resolves to. */
  get(key: string, find: () => Promise<T>): Promise<T> {
    const now = this.now();
    const kept = this.#kept.get(key);
    if (kept && now < kept.until) {
      return kept.answer;
    }
    this.#dropEnded(now);
    const answer = find();
    const entry = { answer, until: now + KEPT_MS };
    this.#kept.set(key, entry);
    answer.catch(() => {
      if (this.#kept.get(key) === entry) {
        this.#kept.delete(key);
      }
    });
    return answer;
  }

  #dropEnded(now: number): void {
    for (const [key, { until }] of this.#kept) {
      if (now < until && this.#kept.size < MOST_KEPT) {
        return;
      }
      this.#kept.delete(key);
    }
  }
}
