import {
  ClusterState,
  ResourceName,
} from 'backstage-plugin-stateful-services-common';
import { ResourceState } from '../watching/resourceSink';

/** How the watch of a resource is doing, and the objects of it that were not understood, by key. */
export interface ResourceReading {
  readonly resource: ResourceName;
  readonly state: ResourceState;
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Why nothing, nothing new or not everything can be read of a resource; undefined when it is read completely. */
export function explainUnread({
  resource,
  state,
  unreadable,
}: ResourceReading): string | undefined {
  if (state.state !== 'synced') {
    return state.message ?? 'being read for the first time';
  }
  const [first] = unreadable;
  return (
    first &&
    `${unreadable.size} of the ${resource} could not be understood, e.g. ${first[0]}: ${first[1]}`
  );
}

/**
 * The state of a cluster, from those of its resources.
 *
 * @remarks
 * What does not answer does so for all resources, only not at the same moment: one is enough. Without StatefulSets nothing
 * can be shown, so their state is the cluster's.
 */
export function clusterStateOf(
  readings: readonly ResourceReading[],
): ClusterState {
  const states = readings.map(({ state }) => state.state);
  if (states.includes('unreachable')) {
    return 'unreachable';
  }
  const sets = readings.find(({ resource }) => resource === 'statefulsets');
  if (sets && sets.state.state !== 'synced') {
    return sets.state.state;
  }
  if (states.includes('syncing')) {
    return 'syncing';
  }
  return readings.every(reading => explainUnread(reading) === undefined)
    ? 'synced'
    : 'partial';
}
