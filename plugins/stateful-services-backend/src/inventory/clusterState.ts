import { ClusterState } from 'backstage-plugin-stateful-services-common';
import { TargetReading } from './clusterReadings';

/** How the reading of a target is doing, and the objects of it that were not understood, by key. */
export interface ResourceReading extends TargetReading {
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Why nothing, nothing new or not everything can be read of a target; undefined when it is read completely. */
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

/** The state of the sets: what all targets are in, as long as none of them is read. */
function stateOfSets(
  readings: readonly ResourceReading[],
): ClusterState | undefined {
  const states = readings
    .filter(({ resource }) => resource === 'statefulsets')
    .map(({ state }) => state.state);
  if (states.includes('synced')) {
    return undefined;
  }
  return states.includes('syncing') ? 'syncing' : states[0];
}

/**
 * The state of a cluster, from those of its targets.
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
  const sets = stateOfSets(readings);
  if (sets) {
    return sets;
  }
  if (states.includes('syncing')) {
    return 'syncing';
  }
  return readings.every(reading => explainUnread(reading) === undefined)
    ? 'synced'
    : 'partial';
}
