import {
  Assessment,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { setImmediate as turn } from 'node:timers/promises';
import { ClusterInventory } from '../inventory/clusterInventory';
import { InventoryChange } from '../inventory/inventoryChange';
import { recordKey } from '../watching/projection';

/** Looks between two turns of the event loop, so that pages are answered in between. */
const LOOKS_PER_TURN = 25;

/** What is over sooner needs no explanation: most rollouts replace a member within that time. */
const LASTING_MS = 15_000;

/** Something is wrong or under way. What cannot be read is neither. */
function isTroubled({ levels }: Assessment): boolean {
  return [levels.rollout, levels.availability, levels.storage].some(
    level => level !== 'fine' && level !== 'unknown',
  );
}

export interface TroubledSetsOptions {
  readonly cluster: ClusterInventory;
  readonly assess: (
    cluster: ClusterInventory,
    set: StatefulSetRecord,
  ) => Assessment;
  readonly now: () => number;
}

/** The sets of one cluster that have been in trouble, or at work, for a while. */
export class TroubledSets {
  /** By key of the set, as is the following. */
  readonly #toExamine = new Set<string>();
  readonly #since = new Map<string, number>();

  constructor(private readonly options: TroubledSetsOptions) {}

  changed(change: InventoryChange): void {
    const { cluster } = this.options;
    if (change.cluster !== cluster.name || cluster.isSyncing) {
      return;
    }
    const sets =
      change.kind === 'sets'
        ? change.sets
        : cluster.tables.statefulsets.values();
    for (const { namespace, name } of sets) {
      this.#toExamine.add(recordKey(namespace, name));
    }
  }

  /** Looks at the sets that something has happened to, be it that time alone has mended them. */
  async find(): Promise<readonly StatefulSetRecord[]> {
    const keys = [...this.#toExamine];
    this.#toExamine.clear();
    let looks = 0;
    for (const key of keys) {
      this.#examine(key);
      looks += 1;
      if (looks % LOOKS_PER_TURN === 0) {
        await turn();
      }
    }
    const { cluster, now } = this.options;
    return [...this.#since].flatMap(([key, since]) =>
      now() - since >= LASTING_MS
        ? (cluster.tables.statefulsets.get(key) ?? [])
        : [],
    );
  }

  #examine(key: string): void {
    const { cluster, assess, now } = this.options;
    const set = cluster.tables.statefulsets.get(key);
    if (!set || !isTroubled(assess(cluster, set))) {
      this.#since.delete(key);
    } else if (!this.#since.has(key)) {
      this.#since.set(key, now());
    }
  }
}
