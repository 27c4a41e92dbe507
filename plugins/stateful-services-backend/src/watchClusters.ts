import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ResourceName,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { ClusterDefinition } from './clusters/clusterDefinition';
import { KubeConfigApiReader } from './clusters/kubeConfigApiReader';
import { ClusterInventory } from './inventory/clusterInventory';
import { Inventory } from './inventory/inventory';
import { pollVolumeUsage } from './usage/pollVolumeUsage';
import { ApiReader } from './watching/apiReader';
import { Reflector } from './watching/reflector';
import { SharedOutage } from './watching/sharedOutage';

interface WatchOptions {
  readonly logger: LoggerService;
  readonly now: () => number;
  readonly random: () => number;
}

function watchResource<TName extends ResourceName>(
  name: TName,
  parts: {
    readonly api: ApiReader;
    readonly outage: SharedOutage;
    readonly inventory: ClusterInventory;
  },
  { signal, now, random }: WatchOptions & { readonly signal: AbortSignal },
): Promise<void> {
  return new Reflector({
    api: parts.api,
    outage: parts.outage,
    resource: watchedResources[name],
    sink: parts.inventory.sink(name),
    now,
    random,
  }).run(signal);
}

function reportUnusable(
  inventory: ClusterInventory,
  access: Extract<ClusterDefinition['access'], { usable: false }>,
  now: () => number,
): void {
  for (const { name } of Object.values(watchedResources)) {
    inventory.sink(name).report({
      synced: false,
      state: access.state,
      since: now(),
      message: access.message,
    });
  }
}

/** Keeps the inventory equal to the clusters until stopped. Resolves `stop` when all connections are closed. */
export function watchClusters(
  clusters: readonly ClusterDefinition[],
  inventory: Inventory,
  options: WatchOptions,
): { stop(): Promise<void> } {
  const controller = new AbortController();
  const { signal } = controller;
  const running = clusters.flatMap(({ name, title, access, ...rest }) => {
    const cluster = inventory.addCluster({ name, title });
    if (!access.usable) {
      options.logger.warn(`Cluster ${name} is not watched: ${access.message}`);
      reportUnusable(cluster, access, options.now);
      return [];
    }
    const api = new KubeConfigApiReader(access.kubeConfig);
    const outage = new SharedOutage();
    signal.addEventListener('abort', () => void api.close());
    options.logger.info(`Watching cluster ${name} at ${api.address}`);
    return [
      ...Object.values(watchedResources).map(resource =>
        watchResource(
          resource.name,
          { api, outage, inventory: cluster },
          { ...options, signal },
        ),
      ),
      ...(rest.prometheusUrl
        ? [
            pollVolumeUsage({
              prometheusUrl: rest.prometheusUrl,
              onUsage: usage => cluster.setVolumeUsage(usage),
              random: options.random,
              signal,
            }),
          ]
        : []),
    ];
  });
  return {
    async stop() {
      controller.abort();
      await Promise.all(running);
    },
  };
}
