import {
  ClusterDiagnostics,
  requiredAccess,
  ResourceDiagnostics,
} from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from './clusterInventory';
import { ResourceReading } from './clusterState';

const time = (ms: number) => new Date(ms).toISOString();

/** The rule that would let the resource be read; undefined unless permission is what is missing. */
function missingRule({
  resource,
  state,
}: ResourceReading): ResourceDiagnostics['missingRule'] {
  const access = requiredAccess.find(needed => needed.resource === resource);
  return state.denied && access
    ? {
        apiGroups: [access.apiGroup],
        resources: [access.resource],
        verbs: [...access.verbs],
      }
    : undefined;
}

function describeResource(
  cluster: ClusterInventory,
  reading: ResourceReading,
): ResourceDiagnostics {
  const { resource, namespace, state, statistics } = reading;
  const { heardAt, lastFailure } = statistics;
  const rule = missingRule(reading);
  return {
    resource,
    ...(namespace !== undefined && { namespace }),
    state: state.notServed ? 'notServed' : state.state,
    since: time(state.since),
    ...(heardAt !== undefined && { heardAt: time(heardAt) }),
    objects: cluster.countObjects(resource, namespace),
    unreadable: reading.unreadable.size,
    events: statistics.events,
    receivedBytes: statistics.receivedBytes,
    watchRestarts: statistics.restarts,
    ...(lastFailure && {
      lastFailure: { at: time(lastFailure.at), message: lastFailure.message },
    }),
    ...(rule && { missingRule: rule }),
  };
}

/** How the reading of a cluster goes, resource by resource. */
export function describeDiagnostics(
  cluster: ClusterInventory,
): ClusterDiagnostics {
  const { unread, ...reading } = cluster.clusterReading();
  return {
    ...reading,
    resources: cluster
      .allReadings()
      .map(resource => describeResource(cluster, resource)),
  };
}
