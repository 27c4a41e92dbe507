import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ClusterSource } from 'backstage-plugin-stateful-services-node';
import { ClusterDefinition } from './clusterDefinition';
import {
  readClusterConnection,
  readKubeconfigFile,
} from './kubeconfigClusters';
import { readKubernetesPluginClusters } from './kubernetesPluginClusters';

const SETTINGS = 'statefulServices.clusters';

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

function addSettings(
  clusters: readonly ClusterDefinition[],
  config: Config,
): readonly ClusterDefinition[] {
  const urls = new Map(
    (config.getOptionalConfigArray(SETTINGS) ?? []).map(settings => [
      settings.getString('name'),
      settings.getString('prometheusUrl'),
    ]),
  );
  for (const name of urls.keys()) {
    if (!clusters.some(cluster => cluster.name === name)) {
      throw new Error(
        `${SETTINGS} has settings for the cluster "${name}", but no cluster is named so; known are ${clusters.map(cluster => cluster.name).join(', ') || 'none'}`,
      );
    }
  }
  return clusters.map(cluster => {
    const prometheusUrl = urls.get(cluster.name) ?? cluster.prometheusUrl;
    return { ...cluster, ...(prometheusUrl && { prometheusUrl }) };
  });
}

/**
 * All clusters that are to be watched.
 *
 * @throws Error when a source cannot be read or two name the same cluster: both are mistakes to be mended before the start.
 */
export async function defineClusters(options: {
  readonly config: Config;
  readonly sources: readonly ClusterSource[];
  readonly logger: LoggerService;
}): Promise<readonly ClusterDefinition[]> {
  const { config, sources, logger } = options;
  const plugin = readKubernetesPluginClusters(config);
  if (plugin.unread.length > 0) {
    logger.warn(
      `Clusters of ${plugin.unread.join(', ')} are not watched: only the types config and localKubectlProxy can be read`,
    );
  }
  const kubeconfig = config.getOptionalString('statefulServices.kubeconfig');
  const clusters = [
    ...plugin.clusters,
    ...(kubeconfig ? readKubeconfigFile(kubeconfig) : []),
    ...(await readSources(sources)),
  ];
  refuseDuplicates(clusters);
  return addSettings(clusters, config);
}
