import {
  ClusterReading,
  ClusterState,
} from 'backstage-plugin-stateful-services-common';
import { clusterStateOf, explainUnread, ResourceReading } from './clusterState';

function unreadOf(
  readings: readonly ResourceReading[],
): ClusterReading['unread'] {
  return readings.flatMap(reading => {
    const message = explainUnread(reading);
    const { resource, namespace } = reading;
    return message === undefined
      ? []
      : [{ resource, ...(namespace !== undefined && { namespace }), message }];
  });
}

/** Namespaces that are asked for and are not among those that are read one by one. */
function unknownNamespaces(
  wanted: readonly string[] | undefined,
  read: readonly string[] | undefined,
): readonly string[] {
  return read && wanted ? wanted.filter(name => !read.includes(name)) : [];
}

function stateFor(
  whole: ClusterState,
  concerned: readonly ResourceReading[],
  unknownNamespaceCount: number,
): ClusterState {
  if (unknownNamespaceCount === 0) {
    return clusterStateOf(concerned);
  }
  const readsSets = concerned.some(
    ({ resource }) => resource === 'statefulsets',
  );
  if (whole === 'unreachable' || whole === 'broken') {
    return whole;
  }
  return readsSets ? 'partial' : 'forbidden';
}

/**
 * How a cluster can be read, as a report says it: as a whole, or for the namespaces that are asked for, so that a namespace
 * that cannot be read troubles only those who look into it.
 */
export function describeCluster(cluster: {
  readonly name: string;
  readonly title: string;
  /** Of the cluster as a whole. */
  readonly state: ClusterState;
  readonly since: number;
  readonly readings: readonly ResourceReading[];
  /** Namespaces of which StatefulSets are read; absent when of all. */
  readonly namespaces?: readonly string[];
  readonly wanted?: readonly string[];
}): ClusterReading {
  const { name, title, namespaces, wanted } = cluster;
  const concerned = cluster.readings.filter(
    ({ namespace }) =>
      !wanted || namespace === undefined || wanted.includes(namespace),
  );
  const unknown = unknownNamespaces(wanted, namespaces);
  const unread = [
    ...unknown.map(namespace => ({
      resource: 'statefulsets',
      namespace,
      message: `Namespace ${namespace} is not read: to read all of them is not permitted, and it is not among the namespaces that statefulServices.clusters names for the cluster`,
    })),
    ...unreadOf(concerned),
  ];
  const state = stateFor(cluster.state, concerned, unknown.length);
  const since =
    state === cluster.state
      ? cluster.since
      : Math.max(...concerned.map(reading => reading.state.since), 0);
  return {
    name,
    title,
    state,
    since: new Date(since || cluster.since).toISOString(),
    ...(unread[0] && { message: unread[0].message }),
    ...(namespaces && { namespaces: [...namespaces] }),
    unread,
  };
}
