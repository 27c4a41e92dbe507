import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { setTimeout as delay } from 'node:timers/promises';
import { HistoryEntry } from './historyEntry';

/** Entries that wait for a database that is away: a minute in which hundreds of sets roll out, in a few MB. */
const MOST_WAITING = 10_000;

const FIRST_RETRY_MS = 250;

const LAST_RETRY_MS = 5_000;

/** How long a stop may wait for what is still to be written; another replica has seen the same. */
const STOP_PATIENCE_MS = 3_000;

export interface HistoryJournalOptions {
  /** Writes what happened at one moment. Repeating it must do no harm. */
  readonly write: (entries: readonly HistoryEntry[]) => Promise<void>;
  /** Rejects while the database is away. */
  readonly probe: () => Promise<void>;
  /** Called with what has been written. Must not throw. */
  readonly onWritten: (entries: readonly HistoryEntry[]) => void;
  readonly logger: Pick<LoggerService, 'info' | 'warn' | 'error'>;
}

/** Writes entries in their order, and keeps them while the database is away. */
export class HistoryJournal {
  readonly #options: HistoryJournalOptions;
  readonly #batches: (readonly HistoryEntry[])[] = [];
  readonly #stopping = new AbortController();
  #waiting = 0;
  #writing: Promise<void> | undefined;

  constructor(options: HistoryJournalOptions) {
    this.#options = options;
  }

  /** False while so much waits that whoever appends should wait with looking, too. */
  get hasRoom(): boolean {
    return this.#waiting < MOST_WAITING;
  }

  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** @param entries - of one moment: at most one look at each set. */
  append(entries: readonly HistoryEntry[]): void {
    if (entries.length > 0) {
      this.#batches.push(entries);
      this.#waiting += entries.length;
      this.#writing ??= this.#writeAll();
    }
  }

  /** Writes what waits if the database is there, and leaves it if not. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(), STOP_PATIENCE_MS);
    const aborted = new Promise<void>(resolve => {
      this.#stopping.signal.addEventListener('abort', () => resolve());
    });
    await Promise.race([this.#writing, aborted]);
    clearTimeout(timer);
    this.#stopping.abort();
  }

  async #writeAll(): Promise<void> {
    for (
      let batch = this.#batches[0];
      batch && !this.#stopping.signal.aborted;
      batch = this.#batches[0]
    ) {
      if (await this.#writeBatch(batch)) {
        this.#batches.shift();
        this.#waiting -= batch.length;
      }
    }
    this.#writing = undefined;
  }

  /** True when the batch needs no further try. */
  async #writeBatch(batch: readonly HistoryEntry[]): Promise<boolean> {
    try {
      await this.#options.write(batch);
    } catch (error) {
      if (await this.#awaitDatabase(error)) {
        await this.#writeEach(batch);
      } else {
        return false;
      }
    }
    this.#options.onWritten(batch);
    return true;
  }

  /**
   * Resolves true at once when the database is there, so that the fault is in what was written, and false when it has come
   * back or the journal stops.
   */
  async #awaitDatabase(cause: unknown): Promise<boolean> {
    const { probe, logger } = this.#options;
    const isThere = () =>
      probe().then(
        () => true,
        () => false,
      );
    if (await isThere()) {
      return true;
    }
    logger.warn(
      `History waits for its database, which does not answer: ${toError(cause).message}`,
    );
    for (
      let waitMs = FIRST_RETRY_MS;
      ;
      waitMs = Math.min(2 * waitMs, LAST_RETRY_MS)
    ) {
      try {
        await delay(waitMs, undefined, { signal: this.#stopping.signal });
      } catch {
        return false;
      }
      if (await isThere()) {
        logger.info(
          `History has its database again; ${this.#waiting} entries are being written`,
        );
        return false;
      }
    }
  }

  /** One entry that cannot be written takes no other with it. */
  async #writeEach(batch: readonly HistoryEntry[]): Promise<void> {
    for (const entry of batch) {
      try {
        await this.#options.write([entry]);
      } catch (error) {
        const { cluster, namespace, name } = entry.set;
        this.#options.logger.error(
          `"${entry.kind}" of StatefulSet ${cluster}/${namespace}/${name} could not be written to the history and is left out`,
          toError(error),
        );
      }
    }
  }
}
