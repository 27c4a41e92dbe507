import {
  ClusterReading,
  ClusterState,
  Reading,
  ResourceName,
  ResourceRecords,
  RolloutHistory,
  StatefulSetRecord,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { Projected, recordKey } from '../watching/projection';
import { ResourceSink } from '../watching/resourceSink';
import { ClusterDetails } from './clusterDetails';
import { ClusterReadings, TargetReading } from './clusterReadings';
import { clusterStateOf, ResourceReading } from './clusterState';
import { createClusterTables } from './clusterTables';
import { concernedSets } from './concernedSets';
import { describeCluster } from './describeCluster';
import { InventoryListener } from './inventoryChange';
import { RecordChange, RecordTable } from './recordTable';
import { ServerClock } from './serverClock';
import { changedVolumes, ClusterVolumeUsage } from './volumeUsage';

export interface ClusterInventoryOptions {
  readonly name: string;
  readonly title: string;
  readonly onChange: InventoryListener;
  readonly now: () => number;
}

// The table of a resource holds that resource's records, which TypeScript does not follow through an index by type parameter.
type AnyTable<TName extends ResourceName> = RecordTable<ResourceRecords[TName]>;

const NO_HISTORY = {
  read: false,
  reason: 'notConfigured',
  message: 'No finished rollout of the set has been seen',
} as const;

/** All that is known of one cluster: the records, and for each resource whether it could be read. */
export class ClusterInventory {
  readonly tables = createClusterTables();
  readonly details = new ClusterDetails();
  readonly #options: ClusterInventoryOptions;
  readonly readings: ClusterReadings;
  readonly clock: ServerClock;
  readonly #unreadable = new Map<ResourceName, Map<string, string>>();
  #state: { readonly state: ClusterState; readonly since: number };
  #volumeUsage: ClusterVolumeUsage = {
    read: false,
    reason: 'notConfigured',
    message: 'No Prometheus is configured for the cluster',
  };

  readonly #rolloutHistory = new Map<string, RolloutHistory>();

  constructor(options: ClusterInventoryOptions) {
    this.#options = options;
    this.readings = new ClusterReadings(options.now);
    this.clock = new ServerClock(options.now);
    this.#state = { state: 'syncing', since: options.now() };
    for (const { name } of Object.values(watchedResources)) {
      this.#unreadable.set(name, new Map());
    }
  }

  get name(): string {
    return this.#options.name;
  }

  /** True until everything has been read once: what would be said of a set before that, is soon said anew. */
  get isSyncing(): boolean {
    return this.#state.state === 'syncing';
  }

  get volumeUsage(): ClusterVolumeUsage {
    return this.#volumeUsage;
  }

  /** Takes what the reflector of one resource reads, of all namespaces or of one. */
  sink<TName extends ResourceName>(
    resource: TName,
    namespace?: string,
  ): ResourceSink<TName> {
    return {
      statistics: this.readings.statisticsOf(resource, namespace),
      replaceAll: objects => this.#replaceAll(resource, objects, namespace),
      put: object => this.#notifyOf(resource, [this.#put(resource, object)]),
      remove: key => this.#notifyOf(resource, [this.#remove(resource, key)]),
      report: state => {
        this.readings.setState(resource, namespace, state);
        this.#refreshState();
      },
    };
  }

  /** From now on the resource is read in these namespaces, one by one; what is known of others is forgotten. */
  split(resource: ResourceName, namespaces: readonly string[]): void {
    this.readings.split(resource, namespaces);
    const prefixes = namespaces.map(namespace => recordKey(namespace, ''));
    this.#removeAll(
      resource,
      key => !prefixes.some(prefix => key.startsWith(prefix)),
    );
    this.#refreshState();
  }

  setVolumeUsage(usage: ClusterVolumeUsage): void {
    const before = this.#volumeUsage;
    this.#volumeUsage = usage;
    if (before.read && usage.read) {
      const claims = changedVolumes(before.value, usage.value);
      this.#notifyOf(
        'persistentvolumeclaims',
        claims.map(key => ({
          after: this.tables.persistentvolumeclaims.get(key),
        })),
      );
    } else if (before.read !== usage.read) {
      this.#options.onChange({ kind: 'cluster', cluster: this.name });
    }
  }

  rolloutHistoryOf({
    namespace,
    name,
  }: Pick<StatefulSetRecord, 'namespace' | 'name'>): Reading<RolloutHistory> {
    const value = this.#rolloutHistory.get(recordKey(namespace, name));
    return value ? { read: true, value } : NO_HISTORY;
  }

  /** Takes how long the members of sets took, by key of the set. A rollout under way is reported by it within two seconds. */
  addRolloutHistory(history: ReadonlyMap<string, RolloutHistory>): void {
    for (const [key, value] of history) {
      this.#rolloutHistory.set(key, value);
    }
  }

  /** How a resource is read in a namespace, which matters for those that lie in namespaces; undefined when it is not read there. */
  readingOf(
    resource: ResourceName,
    namespace: string,
  ): ResourceReading | undefined {
    const reading = this.readings.find(resource, namespace);
    return reading && this.#withUnreadable(reading);
  }

  /** @param wanted - the namespaces that are of interest; all, unless given. */
  clusterReading(wanted?: readonly string[]): ClusterReading {
    return describeCluster({
      name: this.name,
      title: this.#options.title,
      ...this.#state,
      readings: this.allReadings(),
      namespaces: this.readings.namespacesOf('statefulsets'),
      wanted,
    });
  }

  #withUnreadable(reading: TargetReading): ResourceReading {
    const { resource, namespace } = reading;
    // Holds every watched resource from the constructor on.
    const all = this.#unreadable.get(resource)!;
    return {
      ...reading,
      unreadable:
        namespace === undefined
          ? all
          : new Map(
              [...all].filter(([key]) => key.startsWith(`${namespace}/`)),
            ),
    };
  }

  allReadings(): readonly ResourceReading[] {
    return this.readings.all().map(reading => this.#withUnreadable(reading));
  }

  /** Objects of the resource that are known, in all namespaces or in one. */
  countObjects(resource: ResourceName, namespace?: string): number {
    const table = this.#table(resource);
    return namespace === undefined
      ? table.size
      : [...table.keys()].filter(key => key.startsWith(`${namespace}/`)).length;
  }

  #table<TName extends ResourceName>(resource: TName): AnyTable<TName> {
    return this.tables[resource] as unknown as AnyTable<TName>;
  }

  #replaceAll<TName extends ResourceName>(
    resource: TName,
    objects: readonly Projected<TName>[],
    namespace: string | undefined,
  ): void {
    const kept = new Set(objects.map(({ key }) => key));
    const prefix = namespace === undefined ? '' : recordKey(namespace, '');
    const changes = [
      ...this.#removeAll(
        resource,
        key => key.startsWith(prefix) && !kept.has(key),
      ),
      ...objects.map(object => this.#put(resource, object)),
    ];
    // A first list concerns everything, and is followed by the report that the resource is synced.
    if (this.#hasSynced(resource, namespace)) {
      this.#notifyOf(resource, changes);
    }
  }

  #hasSynced(resource: ResourceName, namespace: string | undefined): boolean {
    return this.readings
      .of(resource)
      .some(reading => reading.namespace === namespace && reading.state.synced);
  }

  #removeAll<TName extends ResourceName>(
    resource: TName,
    isGone: (key: string) => boolean,
  ): readonly (RecordChange<ResourceRecords[TName]> | undefined)[] {
    return [
      ...this.#table(resource).keys(),
      ...(this.#unreadable.get(resource)?.keys() ?? []),
    ]
      .filter(isGone)
      .map(key => this.#remove(resource, key));
  }

  #put<TName extends ResourceName>(
    resource: TName,
    object: Projected<TName>,
  ): RecordChange<ResourceRecords[TName]> | undefined {
    const unreadable = this.#unreadable.get(resource);
    if (!object.readable) {
      unreadable?.set(object.key, object.message);
      this.#refreshState();
      return this.#table(resource).remove(object.key);
    }
    if (unreadable?.delete(object.key)) {
      this.#refreshState();
    }
    return this.#table(resource).put(object.record);
  }

  #remove<TName extends ResourceName>(
    resource: TName,
    key: string,
  ): RecordChange<ResourceRecords[TName]> | undefined {
    if (this.#unreadable.get(resource)?.delete(key)) {
      this.#refreshState();
    }
    return this.#table(resource).remove(key);
  }

  #notifyOf<TName extends ResourceName>(
    resource: TName,
    changes: readonly (RecordChange<ResourceRecords[TName]> | undefined)[],
  ): void {
    // Tables answer with the same array for the same namespace, so that many changes in one name its sets once.
    const lists = new Set<readonly StatefulSetRecord[]>();
    for (const change of changes) {
      for (const record of [change?.before, change?.after]) {
        if (record) {
          lists.add(concernedSets[resource](this.tables, record));
        }
      }
    }
    const sets = [...new Set([...lists].flat())];
    if (sets.length > 0) {
      this.#options.onChange({ kind: 'sets', cluster: this.name, sets });
    }
  }

  /** Also when the state stays: what cannot be read has changed. */
  #refreshState(): void {
    const state = clusterStateOf(this.allReadings());
    if (state !== this.#state.state) {
      this.#state = { state, since: this.#options.now() };
    }
    this.#options.onChange({ kind: 'cluster', cluster: this.name });
  }
}
