import {
  assess,
  Assessment,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from '../inventory/clusterInventory';
import { Inventory } from '../inventory/inventory';
import { setKey } from '../inventory/inventoryChange';
import { observe } from '../inventory/observe';

/** While something is under way, time alone changes the judgement: graces end, deadlines pass. */
const UNSETTLED_REUSE_MS = 1_000;

/** A set that is settled changes by an event only; findings say since when, which may be this much behind. */
const SETTLED_REUSE_MS = 30_000;

interface Entry {
  readonly assessment: Assessment;
  readonly assessedAt: number;
}

/** Risks lie in how a set is made, not in what goes on with it, so they do not end or begin by themselves. */
function isSettled({ levels }: Assessment): boolean {
  return [levels.rollout, levels.availability, levels.storage].every(
    level => level === 'fine',
  );
}

/** Judges sets, and keeps each judgement until something that it rests on changes. */
export class AssessmentCache {
  readonly #entries = new Map<string, Entry>();

  constructor(
    inventory: Inventory,
    private readonly now: () => number,
  ) {
    inventory.onChange(change => {
      if (change.kind === 'sets') {
        for (const set of change.sets) {
          this.#entries.delete(setKey(change.cluster, set));
        }
      } else {
        this.#dropCluster(change.cluster);
      }
    });
  }

  assess(cluster: ClusterInventory, set: StatefulSetRecord): Assessment {
    const key = setKey(cluster.name, set);
    const now = this.now();
    const entry = this.#entries.get(key);
    if (entry) {
      const reuseMs = isSettled(entry.assessment)
        ? SETTLED_REUSE_MS
        : UNSETTLED_REUSE_MS;
      if (now - entry.assessedAt < reuseMs) {
        return entry.assessment;
      }
    }
    const assessment = assess(observe(cluster, set), { now });
    this.#entries.set(key, { assessment, assessedAt: now });
    return assessment;
  }

  #dropCluster(cluster: string): void {
    for (const key of this.#entries.keys()) {
      if (key.startsWith(`${cluster}/`)) {
        this.#entries.delete(key);
      }
    }
  }
}
