import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { UnwatchedClusters } from 'backstage-plugin-stateful-services-common';
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

interface ClusterSettings {
  readonly prometheusUrl?: string;
  readonly namespaces?: readonly string[];
}

function readSettings(config: Config): ReadonlyMap<string, ClusterSettings> {
  return new Map(
    (config.getOptionalConfigArray(SETTINGS) ?? []).map(settings => {
      const prometheusUrl = settings.getOptionalString('prometheusUrl');
      const namespaces = settings.getOptionalStringArray('namespaces');
      return [
        settings.getString('name'),
        {
          ...(prometheusUrl && { prometheusUrl }),
          ...(namespaces && { namespaces: [...new Set(namespaces)] }),
        },
      ];
    }),
  );
}

function addSettings(
  clusters: readonly ClusterDefinition[],
  config: Config,
): readonly ClusterDefinition[] {
  const settings = readSettings(config);
  for (const name of settings.keys()) {
    if (!clusters.some(cluster => cluster.name === name)) {
      throw new Error(
        `${SETTINGS} has settings for the cluster "${name}", but no cluster is named so; known are ${clusters.map(cluster => cluster.name).join(', ') || 'none'}`,
      );
    }
  }
  return clusters.map(cluster => ({
    ...cluster,
    ...settings.get(cluster.name),
  }));
}

export interface DefinedClusters {
  readonly clusters: readonly ClusterDefinition[];
  /** What is configured for others and cannot be watched. */
  readonly unwatched: readonly UnwatchedClusters[];
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
}): Promise<DefinedClusters> {
  const { config, sources, logger } = options;
  const plugin = readKubernetesPluginClusters(config);
  for (const { origin, message } of plugin.unwatched) {
    logger.warn(`${origin} is left out. ${message}`);
  }
  const kubeconfig = config.getOptionalString('statefulServices.kubeconfig');
  const clusters = [
    ...plugin.clusters,
    ...(kubeconfig ? readKubeconfigFile(kubeconfig) : []),
    ...(await readSources(sources)),
  ];
  refuseDuplicates(clusters);
  return {
    clusters: addSettings(clusters, config),
    unwatched: plugin.unwatched,
  };
}
