import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ResourceName,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { ClusterDefinition } from './clusters/clusterDefinition';
import { KubeConfigApiReader } from './clusters/kubeConfigApiReader';
import { DetailReader } from './details/detailReader';
import { ClusterInventory } from './inventory/clusterInventory';
import { Inventory } from './inventory/inventory';
import { AssessmentCache } from './reports/assessmentCache';
import { pollVolumeUsage } from './usage/pollVolumeUsage';
import { ApiReader } from './watching/apiReader';
import { Reflector } from './watching/reflector';
import { SharedOutage } from './watching/sharedOutage';
import { sharingNeighbours } from './watching/sharingNeighbours';

interface WatchOptions {
  readonly logger: LoggerService;
  /** Says of which sets more has to be known. */
  readonly assessments: AssessmentCache;
  readonly now: () => number;
  readonly random: () => number;
}

interface WatchedCluster extends WatchOptions {
  readonly api: ApiReader;
  readonly outage: SharedOutage;
  readonly inventory: ClusterInventory;
  readonly namespaces: readonly string[];
  readonly signal: AbortSignal;
}

/** Watches a resource in all namespaces and, where that is denied, in those that are named. */
async function watchResource<TName extends ResourceName>(
  name: TName,
  cluster: WatchedCluster,
): Promise<void> {
  const { inventory, namespaces, signal } = cluster;
  const resource = sharingNeighbours(watchedResources[name]);
  const watch = (namespace?: string) =>
    new Reflector({
      ...cluster,
      target: { resource, namespace },
      sink: inventory.sink(name, namespace),
      endsWhenDenied:
        namespace === undefined && resource.namespaced && namespaces.length > 0,
    }).run(signal);
  if ((await watch()) === 'denied') {
    inventory.split(name, namespaces);
    await Promise.all(namespaces.map(watch));
  }
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

/** Ends when the signal is aborted and everything that was opened is closed. */
async function watchCluster(
  definition: ClusterDefinition,
  all: Inventory,
  options: WatchOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const inventory = all.addCluster(definition);
  const { name, access, prometheusUrl, namespaces = [] } = definition;
  if (!access.usable) {
    options.logger.warn(`Cluster ${name} is not watched: ${access.message}`);
    reportUnusable(inventory, access, options.now);
    return;
  }
  const api = new KubeConfigApiReader(access, serverTime =>
    inventory.clock.heard(serverTime),
  );
  const outage = new SharedOutage();
  options.signal.addEventListener('abort', () => void api.close());
  options.logger.info(`Watching cluster ${name} at ${api.address}`);
  await Promise.all([
    ...Object.values(watchedResources).map(resource =>
      watchResource(resource.name, {
        ...options,
        api,
        outage,
        inventory,
        namespaces,
      }),
    ),
    new DetailReader({
      ...options,
      inventory: all,
      cluster: inventory,
      api,
      assess: (cluster, set) => options.assessments.assess(cluster, set),
    }).run(options.signal),
    ...(prometheusUrl
      ? [
          pollVolumeUsage({
            ...options,
            prometheusUrl,
            onUsage: usage => inventory.setVolumeUsage(usage),
          }),
        ]
      : []),
  ]);
}

interface Watch {
  readonly definition: ClusterDefinition;
  readonly controller: AbortController;
}

/** Keeps the inventory equal to the clusters that are to be watched. */
export class ClusterWatches {
  readonly #watches = new Map<string, Watch>();
  /** Those that end are in it until they have ended. */
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly inventory: Inventory,
    private readonly options: WatchOptions,
  ) {}

  /** From now on exactly these clusters are watched; those that are as before go on undisturbed. */
  watch(clusters: readonly ClusterDefinition[]): void {
    const wanted = new Map(clusters.map(cluster => [cluster.name, cluster]));
    for (const { definition } of this.#watches.values()) {
      const next = wanted.get(definition.name);
      if (!next || next.revision !== definition.revision) {
        this.#end(definition.name);
      }
    }
    for (const definition of clusters) {
      if (!this.#watches.has(definition.name)) {
        this.#begin(definition);
      }
    }
  }

  /** Resolves when all connections are closed. What was read stays. */
  async stop(): Promise<void> {
    for (const { controller } of this.#watches.values()) {
      controller.abort();
    }
    await Promise.all(this.#running);
  }

  #begin(definition: ClusterDefinition): void {
    const controller = new AbortController();
    this.#watches.set(definition.name, { definition, controller });
    const running = watchCluster(definition, this.inventory, {
      ...this.options,
      signal: controller.signal,
    });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  #end(name: string): void {
    this.options.logger.info(`Cluster ${name} is not watched any more`);
    this.#watches.get(name)?.controller.abort();
    this.#watches.delete(name);
    this.inventory.removeCluster(name);
  }
}
