import {
  ClusterReading,
  ClusterState,
  ResourceName,
  ResourceRecords,
  StatefulSetRecord,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { Projected } from '../watching/projection';
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
      put: object => this.#notify(this.#put(resource, object)),
      remove: key => this.#notify(this.#remove(resource, key)),
      report: state => this.#setState(resource, state),
    };
  }

  setVolumeUsage(usage: ClusterVolumeUsage): void {
    const before = this.#volumeUsage;
    this.#volumeUsage = usage;
    if (before.read && usage.read) {
      const claims = changedVolumes(before.value, usage.value);
      this.#notify(
        claims.flatMap(key => {
          const claim = this.tables.persistentvolumeclaims.get(key);
          return claim
            ? concernedSets.persistentvolumeclaims(this.tables, claim)
            : [];
        }),
      );
    } else if (before.read !== usage.read) {
      this.#options.onChange({ kind: 'cluster', cluster: this.name });
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
    const gone = [...this.#table(resource).keys()].filter(
      key => !kept.has(key),
    );
    for (const key of [...this.#unreadable.get(resource)!.keys()]) {
      if (!kept.has(key)) {
        this.#unreadable.get(resource)!.delete(key);
      }
    }
    this.#notify([
      ...gone.flatMap(key => this.#remove(resource, key)),
      ...objects.flatMap(object => this.#put(resource, object)),
    ]);
  }

  /** Returns the sets concerned. */
  #put<TName extends ResourceName>(
    resource: TName,
    object: Projected<TName>,
  ): readonly StatefulSetRecord[] {
    const unreadable = this.#unreadable.get(resource)!;
    if (!object.readable) {
      unreadable.set(object.key, object.message);
      this.#refreshState();
      return this.#concerned(
        resource,
        this.#table(resource).remove(object.key),
      );
    }
    if (unreadable.delete(object.key)) {
      this.#refreshState();
    }
    return this.#concerned(resource, this.#table(resource).put(object.record));
  }

  #remove(resource: ResourceName, key: string): readonly StatefulSetRecord[] {
    if (this.#unreadable.get(resource)!.delete(key)) {
      this.#refreshState();
    }
    return this.#concerned(resource, this.#table(resource).remove(key));
  }

  #concerned<TName extends ResourceName>(
    resource: TName,
    change: RecordChange<ResourceRecords[TName]> | undefined,
  ): readonly StatefulSetRecord[] {
    return [change?.before, change?.after].flatMap(record =>
      record ? concernedSets[resource](this.tables, record) : [],
    );
  }

  #notify(sets: readonly StatefulSetRecord[]): void {
    if (sets.length > 0) {
      this.#options.onChange({
        kind: 'sets',
        cluster: this.name,
        sets: [...new Set(sets)],
      });
    }
  }

  #setState(resource: ResourceName, state: ResourceState): void {
    this.#states.set(resource, state);
    this.#refreshState();
    this.#options.onChange({ kind: 'cluster', cluster: this.name });
  }

  #refreshState(): void {
    const state = clusterStateOf(this.#readings());
    if (state !== this.#state.state) {
      this.#state = { state, since: this.#options.now() };
      this.#options.onChange({ kind: 'cluster', cluster: this.name });
    }
  }
}
