import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  Assessment,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { setImmediate as turn } from 'node:timers/promises';
import { ClusterInventory } from '../inventory/clusterInventory';
import { Inventory } from '../inventory/inventory';
import { InventoryChange } from '../inventory/inventoryChange';
import { ClusterHistory } from './clusterHistory';
import { HistoryEntry } from './historyEntry';
import { SetTrace } from './setTrace';

/**
 * Events come in bursts: a pod that starts makes five within a second. The first is looked at as soon as possible, as a pod
 * that stops fast is gone by the next.
 */
const GATHER_MS = 250;

const IDLE_MS = 5_000;

/** Looks between two turns of the event loop, so that pages are answered in between. */
const LOOKS_PER_TURN = 25;

/** How often what is stored is compared with what is known: a replica that lagged may have written otherwise. */
const RECONCILE_MS = 10 * 60_000;

export interface HistoryRecorderOptions {
  readonly inventory: Inventory;
  readonly assess: (
    cluster: ClusterInventory,
    set: StatefulSetRecord,
  ) => Assessment;
  readonly journal: {
    readonly hasRoom: boolean;
    readonly isIdle: boolean;
    append(entries: readonly HistoryEntry[]): void;
  };
  /** What is stored of a cluster's sets; undefined while that cannot be read. Must not reject. */
  readonly readTraces: (
    cluster: string,
  ) => Promise<readonly SetTrace[] | undefined>;
  readonly now: () => number;
  readonly logger: Pick<LoggerService, 'error'>;
}

interface Followed {
  readonly history: ClusterHistory;
  /** When what is stored was last read; absent before that, when nothing can be compared. */
  readAt?: number;
}

/** Notices what happens to the sets whose judgement may have changed and hands it to the journal. Nobody waits for it. */
export class HistoryRecorder {
  readonly #options: HistoryRecorderOptions;
  readonly #clusters = new Map<string, Followed>();
  #timer: NodeJS.Timeout | undefined;
  #wakesSoon = false;
  #restsSince = 0;
  #stopped = false;

  constructor(options: HistoryRecorderOptions) {
    this.#options = options;
    this.#wakeIn(GATHER_MS);
  }

  changed(change: InventoryChange): void {
    const history = this.#clusters.get(change.cluster)?.history;
    if (change.kind === 'sets') {
      history?.concern(change.sets);
    } else {
      history?.concernAll();
    }
    if (!this.#wakesSoon) {
      const rested = this.#options.now() - this.#restsSince;
      this.#wakeIn(Math.max(0, GATHER_MS - rested));
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #wakeIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#wakesSoon = milliseconds < IDLE_MS;
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void this.#wake(), milliseconds);
    }
  }

  async #wake(): Promise<void> {
    this.#wakesSoon = true;
    const { clusters } = this.#options.inventory;
    this.#forgetAllBut(clusters);
    try {
      for (const cluster of clusters) {
        await this.#goOnWith(this.#follow(cluster));
      }
    } catch (error) {
      this.#options.logger.error(
        'What happened to a StatefulSet could not be told, and is missing in its history',
        toError(error),
      );
    }
    const isLeft = [...this.#clusters.values()].some(
      ({ history, readAt }) =>
        readAt !== undefined && history.isReadable && history.hasConcerned,
    );
    this.#restsSince = this.#options.now();
    this.#wakeIn(isLeft ? GATHER_MS : IDLE_MS);
  }

  async #goOnWith(followed: Followed): Promise<void> {
    const { history } = followed;
    const { journal } = this.#options;
    if (!history.isReadable || !(await this.#isRead(followed))) {
      return;
    }
    while (history.hasConcerned && journal.hasRoom && !this.#stopped) {
      journal.append(history.look(LOOKS_PER_TURN));
      await turn();
    }
  }

  /** What is stored of a cluster that is not watched any more is read again when it is. */
  #forgetAllBut(clusters: readonly ClusterInventory[]): void {
    for (const [name, { history }] of this.#clusters) {
      if (!clusters.some(cluster => history.isOf(cluster))) {
        this.#clusters.delete(name);
      }
    }
  }

  #follow(cluster: ClusterInventory): Followed {
    const known = this.#clusters.get(cluster.name);
    if (known) {
      return known;
    }
    const { assess, now } = this.#options;
    const history = new ClusterHistory({ cluster, assess, now });
    const followed = { history };
    this.#clusters.set(cluster.name, followed);
    return followed;
  }

  /** True once what is stored is known. */
  async #isRead(followed: Followed): Promise<boolean> {
    const { readTraces, journal, now } = this.#options;
    const { readAt, history } = followed;
    const isDue = readAt === undefined || now() - readAt > RECONCILE_MS;
    // What waits to be written is not stored yet, and would look like a difference.
    if (isDue && journal.isIdle) {
      const stored = await readTraces(history.name);
      if (stored) {
        journal.append(history.adopt(stored));
        followed.readAt = now();
      }
    }
    return followed.readAt !== undefined;
  }
}
