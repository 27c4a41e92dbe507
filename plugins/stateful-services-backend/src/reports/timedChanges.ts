import { StatefulSetRecord } from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from '../inventory/clusterInventory';
import { Inventory } from '../inventory/inventory';
import { InventoryChange, setKey } from '../inventory/inventoryChange';
import { recordKey } from '../watching/projection';
import { AssessmentCache, isSettled } from './assessmentCache';
import { nextChange } from './nextChange';

/** A rollout makes many events; the future is looked at when it is quiet for a moment. */
const QUIET_MS = 1_000;

/** Looking at the future of many sets takes at most a tenth of the processor. */
const SLICE_MS = 10;
const PAUSE_MS = 100;

/** As far as the future is looked at; what is not settled by then is announced, to be looked at again. */
const HORIZON_MS = 86_400_000;

interface Place {
  readonly cluster: ClusterInventory;
  readonly key: string;
}

/**
 * Announces the sets whose judgement time alone changes: a grace ends, a deadline passes. Nobody else has to look at sets to which
 * nothing happens.
 *
 * @remarks
 * One timer for all. Sets that are settled are left out: only an event can change them.
 */
export class TimedChanges {
  readonly #toExamine = new Map<string, Place>();
  readonly #due = new Map<string, Place & { readonly at: number }>();
  #timer: NodeJS.Timeout | undefined;
  #wakesAt = Infinity;

  constructor(
    private readonly inventory: Inventory,
    private readonly assessments: AssessmentCache,
    private readonly now: () => number,
  ) {
    inventory.onChange(change => this.#changed(change));
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#wakesAt = -Infinity;
  }

  #changed(change: InventoryChange): void {
    const cluster = this.inventory.clusters.find(
      ({ name }) => name === change.cluster,
    );
    if (!cluster) {
      this.#forget(change.cluster);
      return;
    }
    if (cluster.isSyncing) {
      return;
    }
    const sets =
      change.kind === 'sets'
        ? change.sets
        : cluster.tables.statefulsets.values();
    for (const set of sets) {
      const key = setKey(cluster.name, set);
      this.#due.delete(key);
      this.#toExamine.set(key, {
        cluster,
        key: recordKey(set.namespace, set.name),
      });
    }
    this.#wakeIn(QUIET_MS);
  }

  #forget(cluster: string): void {
    for (const places of [this.#toExamine, this.#due]) {
      for (const [key, place] of places) {
        if (place.cluster.name === cluster) {
          places.delete(key);
        }
      }
    }
  }

  #wakeIn(ms: number): void {
    const at = this.now() + ms;
    if (at < this.#wakesAt) {
      clearTimeout(this.#timer);
      this.#wakesAt = at;
      this.#timer = setTimeout(() => this.#wake(), ms);
    }
  }

  #wake(): void {
    this.#wakesAt = Infinity;
    this.#announceDue();
    const end = performance.now() + SLICE_MS;
    for (const [key, place] of this.#toExamine) {
      if (performance.now() > end) {
        break;
      }
      this.#toExamine.delete(key);
      this.#examine(key, place);
    }
    if (this.#toExamine.size > 0) {
      this.#wakeIn(PAUSE_MS);
    }
    const next = Math.min(...[...this.#due.values()].map(({ at }) => at));
    if (next < Infinity) {
      this.#wakeIn(Math.max(0, next - this.now()));
    }
  }

  #announceDue(): void {
    const now = this.now();
    for (const [key, { at, ...place }] of this.#due) {
      const set = findSet(place);
      if (at <= now) {
        this.#due.delete(key);
        if (set) {
          this.inventory.announce({
            kind: 'sets',
            cluster: place.cluster.name,
            sets: [set],
          });
        }
      }
    }
  }

  #examine(key: string, place: Place): void {
    const set = findSet(place);
    if (!set || isSettled(this.assessments.assess(place.cluster, set))) {
      return;
    }
    const now = this.now();
    const at = nextChange(
      time => this.assessments.judgeAt(place.cluster, set, time),
      now,
    );
    this.#due.set(key, { ...place, at: at ?? now + HORIZON_MS });
  }
}

function findSet({ cluster, key }: Place): StatefulSetRecord | undefined {
  return cluster.tables.statefulsets.get(key);
}
