import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ReportChangedSignal,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { InventoryChange } from '../inventory/inventoryChange';
import { SetSelector } from '../reports/selectSets';

/** Entities that are remembered; the one that was asked for longest ago goes first. */
const MOST_ENTITIES = 1_000;

/** An open page refreshes far more often than this. */
const REMEMBERED_MS = 10 * 60_000;

/** A rollout makes several events at once; a page needs to ask once. */
const COALESCE_MS = 200;

interface Watched {
  readonly selector: SetSelector;
  readonly askedAt: number;
}

export interface ReportSignalsOptions {
  /** Must not reject. */
  readonly publish: (signal: ReportChangedSignal) => Promise<void>;
  readonly now: () => number;
}

/** Says which of the reports that were asked for lately have changed: the first change at once, more after 200 ms. */
export class ReportSignals {
  readonly #options: ReportSignalsOptions;
  readonly #watched = new Map<string, Watched>();
  /** Entities that a signal was sent for within the last 200 ms, and whether another is due. */
  readonly #resting = new Map<
    string,
    { readonly timer: NodeJS.Timeout; isDue: boolean }
  >();
  #revision = 0;

  constructor(options: ReportSignalsOptions) {
    this.#options = options;
  }

  /** Remembers that somebody looks at the entity's report. */
  watch(entity: Entity, selector: SetSelector): void {
    const entityRef = stringifyEntityRef(entity);
    this.#watched.delete(entityRef);
    this.#watched.set(entityRef, { selector, askedAt: this.#options.now() });
    const [oldest] = this.#watched.keys();
    if (this.#watched.size > MOST_ENTITIES && oldest !== undefined) {
      this.#watched.delete(oldest);
    }
  }

  changed(change: InventoryChange): void {
    const oldestAllowed = this.#options.now() - REMEMBERED_MS;
    for (const [entityRef, { selector, askedAt }] of this.#watched) {
      if (askedAt < oldestAllowed) {
        this.#watched.delete(entityRef);
      } else if (this.#concerns(selector, change)) {
        this.#signal(entityRef);
      }
    }
  }

  stop(): void {
    for (const { timer } of this.#resting.values()) {
      clearTimeout(timer);
    }
    this.#resting.clear();
    this.#watched.clear();
  }

  #concerns(selector: SetSelector, change: InventoryChange): boolean {
    return change.kind === 'cluster'
      ? selector.looksIn(change.cluster)
      : change.sets.some((set: StatefulSetRecord) =>
          selector.matches(change.cluster, set),
        );
  }

  #signal(entityRef: string): void {
    const resting = this.#resting.get(entityRef);
    if (resting) {
      resting.isDue = true;
      return;
    }
    this.#resting.set(entityRef, {
      isDue: false,
      timer: setTimeout(() => this.#wake(entityRef), COALESCE_MS),
    });
    // From the clock, so that it also grows across restarts and replicas.
    this.#revision = Math.max(this.#revision + 1, this.#options.now());
    void this.#options.publish({ entityRef, revision: this.#revision });
  }

  #wake(entityRef: string): void {
    const isDue = this.#resting.get(entityRef)?.isDue;
    this.#resting.delete(entityRef);
    if (isDue) {
      this.#signal(entityRef);
    }
  }
}
