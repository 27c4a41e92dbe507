import {
  ResourceName,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { ResourceState } from '../watching/resourceSink';
import { WatchStatistics } from '../watching/watchStatistics';

/** How the reading of one resource is doing, in all namespaces or in the one that is named. */
export interface TargetReading {
  readonly resource: ResourceName;
  readonly namespace?: string;
  readonly state: ResourceState;
  readonly statistics: WatchStatistics;
}

/** How the reading of everything in a cluster is doing. A resource is read in all namespaces until it is split. */
export class ClusterReadings {
  readonly #readings = new Map<
    ResourceName,
    Map<string | undefined, TargetReading>
  >();

  constructor(private readonly now: () => number) {
    for (const { name } of Object.values(watchedResources)) {
      this.split(name, [undefined]);
    }
  }

  all(): readonly TargetReading[] {
    return Object.values(watchedResources).flatMap(({ name }) => this.of(name));
  }

  /** One reading, or one for each namespace. */
  of(resource: ResourceName): readonly TargetReading[] {
    return [...this.#targets(resource).values()];
  }

  /** What is known of the resource in the namespace; undefined when that namespace is not read. */
  find(resource: ResourceName, namespace: string): TargetReading | undefined {
    const targets = this.#targets(resource);
    return targets.get(undefined) ?? targets.get(namespace);
  }

  /** The namespaces that are read one by one; undefined while all are read together. */
  namespacesOf(resource: ResourceName): readonly string[] | undefined {
    const names = [...this.#targets(resource).keys()].filter(
      name => name !== undefined,
    );
    return names.length > 0 ? names : undefined;
  }

  statisticsOf(resource: ResourceName, namespace?: string): WatchStatistics {
    return this.#target(resource, namespace).statistics;
  }

  setState(
    resource: ResourceName,
    namespace: string | undefined,
    state: ResourceState,
  ): void {
    const target = this.#target(resource, namespace);
    this.#targets(resource).set(namespace, { ...target, state });
  }

  /** From now on the resource is read in these namespaces, one by one. */
  split(
    resource: ResourceName,
    namespaces: readonly (string | undefined)[],
  ): void {
    const state = {
      synced: false,
      state: 'syncing',
      since: this.now(),
    } as const;
    this.#readings.set(
      resource,
      new Map(
        namespaces.map(namespace => [
          namespace,
          { resource, namespace, state, statistics: new WatchStatistics() },
        ]),
      ),
    );
  }

  #targets(resource: ResourceName): Map<string | undefined, TargetReading> {
    return this.#readings.get(resource) ?? new Map();
  }

  #target(resource: ResourceName, namespace?: string): TargetReading {
    const target = this.#targets(resource).get(namespace);
    if (!target) {
      throw new Error(
        `${resource} is not read in ${namespace ?? 'all namespaces'}`,
      );
    }
    return target;
  }
}
