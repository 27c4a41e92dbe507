import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ClusterSource } from 'backstage-plugin-stateful-services-node';
import { CatalogServices } from './catalogClusters';
import { CloudCredentials } from './cloudCredentials';
import { ClusterDefinition } from './clusterDefinition';
import { ClusterSettings } from './clusterSettings';
import {
  readClusterConnection,
  readKubeconfigFile,
} from './kubeconfigClusters';
import {
  KubernetesPluginClusters,
  readKubernetesPluginClusters,
} from './kubernetesPluginClusters';

async function readSources(
  sources: readonly ClusterSource[],
): Promise<readonly ClusterDefinition[]> {
  const connections = await Promise.all(
    sources.map(source => source.listClusters()),
  );
  return connections.flat().map(readClusterConnection);
}

function refuseDuplicates(clusters: readonly ClusterDefinition[]): void {
  const byName = new Map<string, ClusterDefinition>();
  for (const cluster of clusters) {
    const other = byName.get(cluster.name);
    if (other) {
      throw new Error(
        `Two clusters are named "${cluster.name}": one by ${other.origin}, one by ${cluster.origin}. Rename one of them`,
      );
    }
    byName.set(cluster.name, cluster);
  }
}

/** `clusters` are there from the start to the end, with their settings. */
export interface DefinedClusters extends KubernetesPluginClusters {
  readonly settings: ClusterSettings;
}

/**
 * All that names clusters to be watched.
 *
 * @throws Error when a source cannot be read, two name the same cluster, or settings are for a cluster that will never be: all
 * mistakes to be mended before the start.
 */
export async function defineClusters(
  options: Omit<CatalogServices, 'credentials'> & {
    readonly config: Config;
    readonly sources: readonly ClusterSource[];
    readonly logger: LoggerService;
    readonly now: () => number;
  },
): Promise<DefinedClusters> {
  const { config, sources } = options;
  const plugin = await readKubernetesPluginClusters(config, {
    ...options,
    credentials: new CloudCredentials(options),
  });
  const kubeconfig = config.getOptionalString('statefulServices.kubeconfig');
  const clusters = [
    ...plugin.clusters,
    ...(kubeconfig ? readKubeconfigFile(kubeconfig) : []),
    ...(await readSources(sources)),
  ];
  refuseDuplicates(clusters);
  const settings = new ClusterSettings(config);
  const [stray] = settings.describeStray(clusters);
  if (stray && plugin.catalogs.length === 0) {
    throw new Error(stray);
  }
  return {
    ...plugin,
    clusters: clusters.map(cluster => settings.addTo(cluster)),
    settings,
  };
}
