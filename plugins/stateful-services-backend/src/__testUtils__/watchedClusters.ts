import { LoggerService } from '@backstage/backend-plugin-api';
import { readClusterConnection } from '../clusters/kubeconfigClusters';
import { Inventory } from '../inventory/inventory';
import { ClusterInventory } from '../inventory/clusterInventory';
import { AssessmentCache } from '../reports/assessmentCache';
import { ClusterWatches } from '../clusterWatches';

/** Watches clusters by their kubeconfigs, as the plugin does. */
export function startWatching(
  kubeconfigs: Readonly<Record<string, string>>,
  logger: LoggerService,
  {
    namespaces,
    random = Math.random,
  }: {
    readonly namespaces?: readonly string[];
    readonly random?: () => number;
  } = {},
): {
  readonly inventory: Inventory;
  cluster(name: string): ClusterInventory;
  stop(): Promise<void>;
} {
  const inventory = new Inventory(Date.now);
  const watches = new ClusterWatches(inventory, {
    logger,
    assessments: new AssessmentCache(inventory, Date.now, logger),
    now: Date.now,
    random,
  });
  watches.watch(
    Object.entries(kubeconfigs).map(([name, kubeconfig]) => ({
      ...readClusterConnection({ name, kubeconfig }),
      namespaces,
    })),
  );
  return {
    inventory,
    cluster: name => {
      const cluster = inventory.clusters.find(
        candidate => candidate.name === name,
      );
      if (!cluster) {
        throw new Error(`No cluster ${name}`);
      }
      return cluster;
    },
    stop: () => watches.stop(),
  };
}
