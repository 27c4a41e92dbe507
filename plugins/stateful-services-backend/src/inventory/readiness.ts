import {
  ClusterState,
  ReadinessStatus,
} from 'backstage-plugin-stateful-services-common';
import { Inventory } from './inventory';

/** No names: this is told to anyone who can reach the port. */
export interface ReadinessAnswer {
  readonly status: ReadinessStatus;
  /** How many clusters are in each state; those that no cluster is in are absent. */
  readonly clusters: Partial<Record<ClusterState, number>>;
}

/** Whether reports rest on what the clusters hold. */
export class Readiness {
  /** A cluster that is named later does not make a backend that has started start again. */
  #hasStarted = false;

  constructor(
    private readonly inventory: Inventory,
    /** Whether it is known which clusters there are. */
    private readonly roster: { readonly isComplete: boolean },
  ) {}

  describe(): ReadinessAnswer {
    const counts: Partial<Record<ClusterState, number>> = {};
    for (const cluster of this.inventory.clusters) {
      const { state } = cluster.clusterReading();
      counts[state] = (counts[state] ?? 0) + 1;
    }
    this.#hasStarted ||= this.roster.isComplete && !counts.syncing;
    return { status: this.#statusOf(counts), clusters: counts };
  }

  #statusOf({
    synced = 0,
    partial = 0,
    syncing = 0,
  }: ReadinessAnswer['clusters']): ReadinessStatus {
    const all = this.inventory.clusters.length;
    if (!this.#hasStarted) {
      return 'starting';
    }
    if (all > 0 && synced + partial + syncing === 0) {
      return 'broken';
    }
    return synced + syncing === all ? 'ready' : 'partlyBlind';
  }
}
