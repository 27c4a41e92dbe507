import { ClusterState } from 'backstage-plugin-stateful-services-common';
import { Inventory } from './inventory';

/** Whether reports rest on what the clusters hold. No names: this is told to anyone who can reach the port. */
export interface Readiness {
  readonly status: 'starting' | 'ready' | 'partlyBlind';
  /** How many clusters are in each state. */
  readonly clusters: Partial<Record<ClusterState, number>>;
}

export function describeReadiness({ clusters }: Inventory): Readiness {
  const counts: Partial<Record<ClusterState, number>> = {};
  for (const cluster of clusters) {
    const { state } = cluster.clusterReading();
    counts[state] = (counts[state] ?? 0) + 1;
  }
  if (counts.syncing) {
    return { status: 'starting', clusters: counts };
  }
  return {
    status: (counts.synced ?? 0) === clusters.length ? 'ready' : 'partlyBlind',
    clusters: counts,
  };
}
