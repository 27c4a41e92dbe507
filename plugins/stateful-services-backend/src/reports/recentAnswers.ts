/** An answer stands for this long from when it was asked for. */
const KEPT_MS = 3_000;

/** From this age on an answer that is still wanted is asked for again while it stands, so that nobody waits at its end. */
const RENEWED_AFTER_MS = KEPT_MS / 2;

const MOST_KEPT = 10_000;

interface Question<T> {
  readonly answer: Promise<T>;
  readonly askedAt: number;
}

/**
 * Keeps answers for three seconds, so that many questions of one caller at once are asked of others once, and somebody who
 * keeps asking waits for the first only.
 *
 * @remarks Refusals and failures are not kept: what has just been granted or mended holds at once, and a refusal that is heard
 * while an older answer stands ends it.
 */
export class RecentAnswers<T> {
  /** Not answered yet. */
  readonly #asking = new Map<string, Question<T>>();
  /** Answered, in about the order in which they were asked for, which is that in which they end. */
  readonly #kept = new Map<string, Question<T>>();

  constructor(private readonly now: () => number) {}

  /** The answer kept under the key, or what `find` resolves to. */
  get(key: string, find: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    if (!kept || this.#ageOf(kept) >= KEPT_MS) {
      return this.#ask(key, find);
    }
    if (this.#ageOf(kept) >= RENEWED_AFTER_MS) {
      void this.#ask(key, find);
    }
    return kept.answer;
  }

  #ask(key: string, find: () => Promise<T>): Promise<T> {
    const asking = this.#asking.get(key);
    if (asking && this.#ageOf(asking) < KEPT_MS) {
      return asking.answer;
    }
    const question = { answer: find(), askedAt: this.now() };
    this.#asking.set(key, question);
    question.answer.then(
      () => this.#heard(key, question, true),
      () => this.#heard(key, question, false),
    );
    return question.answer;
  }

  #heard(key: string, question: Question<T>, isAnswered: boolean): void {
    if (this.#asking.get(key) !== question) {
      return;
    }
    this.#asking.delete(key);
    this.#kept.delete(key);
    if (isAnswered) {
      this.#dropEnded();
      this.#kept.set(key, question);
    }
  }

  #ageOf({ askedAt }: Question<T>): number {
    return this.now() - askedAt;
  }

  #dropEnded(): void {
    for (const [key, question] of this.#kept) {
      if (this.#ageOf(question) < KEPT_MS && this.#kept.size < MOST_KEPT) {
        return;
      }
      this.#kept.delete(key);
    }
  }
}
