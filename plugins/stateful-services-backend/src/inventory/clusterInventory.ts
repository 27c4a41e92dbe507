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
import { ResourceSink, ResourceState } from '../watching/resourceSink';
import { clusterStateOf, explainUnread, ResourceReading } from './clusterState';
import { createClusterTables } from './clusterTables';
import { concernedSets } from './concernedSets';
import { InventoryListener } from './inventoryChange';
import { RecordChange, RecordTable } from './recordTable';
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
  readonly #options: ClusterInventoryOptions;
  readonly #states = new Map<ResourceName, ResourceState>();
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
    this.#state = { state: 'syncing', since: options.now() };
    for (const { name } of Object.values(watchedResources)) {
      this.#states.set(name, {
        synced: false,
        state: 'syncing',
        since: options.now(),
      });
      this.#unreadable.set(name, new Map());
    }
  }

  get name(): string {
    return this.#options.name;
  }

  get volumeUsage(): ClusterVolumeUsage {
    return this.#volumeUsage;
  }

  /** Takes what the reflector of one resource reads. */
  sink<TName extends ResourceName>(resource: TName): ResourceSink<TName> {
    return {
      replaceAll: objects => this.#replaceAll(resource, objects),
      put: object => this.#notifyOf(resource, [this.#put(resource, object)]),
      remove: key => this.#notifyOf(resource, [this.#remove(resource, key)]),
      report: state => this.#setState(resource, state),
    };
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

  /** Takes how long the members of sets took, by key of the set. A rollout under way is judged by it within a second. */
  addRolloutHistory(history: ReadonlyMap<string, RolloutHistory>): void {
    for (const [key, value] of history) {
      this.#rolloutHistory.set(key, value);
    }
  }

  readingOf(resource: ResourceName): ResourceReading {
    return {
      resource,
      // Both maps hold every watched resource from the constructor on.
      state: this.#states.get(resource)!,
      unreadable: this.#unreadable.get(resource)!,
    };
  }

  clusterReading(): ClusterReading {
    const unread = this.#readings().flatMap(reading => {
      const message = explainUnread(reading);
      return message === undefined
        ? []
        : [{ resource: reading.resource, message }];
    });
    const { state, since } = this.#state;
    return {
      name: this.name,
      title: this.#options.title,
      state,
      since: new Date(since).toISOString(),
      ...(unread[0] && { message: unread[0].message }),
      unread,
    };
  }

  #readings(): readonly ResourceReading[] {
    return [...this.#states.keys()].map(name => this.readingOf(name));
  }

  #table<TName extends ResourceName>(resource: TName): AnyTable<TName> {
    return this.tables[resource] as unknown as AnyTable<TName>;
  }

  #replaceAll<TName extends ResourceName>(
    resource: TName,
    objects: readonly Projected<TName>[],
  ): void {
    const kept = new Set(objects.map(({ key }) => key));
    const known = [
      ...this.#table(resource).keys(),
      ...this.readingOf(resource).unreadable.keys(),
    ];
    const changes = [
      ...known
        .filter(key => !kept.has(key))
        .map(key => this.#remove(resource, key)),
      ...objects.map(object => this.#put(resource, object)),
    ];
    // A first list concerns everything, and is followed by the report that the resource is synced.
    if (this.readingOf(resource).state.synced) {
      this.#notifyOf(resource, changes);
    }
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

  #setState(resource: ResourceName, state: ResourceState): void {
    this.#states.set(resource, state);
    this.#refreshState();
  }

  /** Also when the state stays: what cannot be read has changed. */
  #refreshState(): void {
    const state = clusterStateOf(this.#readings());
    if (state !== this.#state.state) {
      this.#state = { state, since: this.#options.now() };
    }
    this.#options.onChange({ kind: 'cluster', cluster: this.name });
  }
}
