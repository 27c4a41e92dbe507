import {
  ResourceName,
  ResourceRecords,
  StatefulSetRecord,
  usableZoneOf,
} from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../watching/projection';
import { ClusterTables, withoutOrdinal } from './clusterTables';
import { findOtherSets } from './otherSets';

type Concerned<TRecord> = (
  tables: ClusterTables,
  record: TRecord,
) => readonly StatefulSetRecord[];

function setsOfClaim(
  { statefulsets }: ClusterTables,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): readonly StatefulSetRecord[] {
  const base = withoutOrdinal(name);
  return base === undefined
    ? []
    : statefulsets.find('claimBase', recordKey(namespace, base));
}

function setsOfPod(
  { statefulsets }: ClusterTables,
  pod: ResourceRecords['pods'],
): readonly StatefulSetRecord[] {
  const base = withoutOrdinal(pod.name);
  const byName =
    base === undefined
      ? undefined
      : statefulsets.get(recordKey(pod.namespace, base));
  const byOwner = pod.owner ? statefulsets.find('uid', pod.owner.uid) : [];
  return byName ? [...byOwner, byName] : byOwner;
}

function setsOfNamespace(
  { statefulsets }: ClusterTables,
  { namespace }: { readonly namespace: string },
): readonly StatefulSetRecord[] {
  return statefulsets.find('namespace', namespace);
}

function setsOfVolume(
  tables: ClusterTables,
  name: string,
): readonly StatefulSetRecord[] {
  return tables.persistentvolumeclaims
    .find('volume', name)
    .flatMap(claim => setsOfClaim(tables, claim));
}

/** Also those whose claim of that volume is gone. */
function setsOfBoundVolume(
  tables: ClusterTables,
  { name, claim = '' }: ResourceRecords['persistentvolumes'],
): readonly StatefulSetRecord[] {
  const formerly = tables.statefulsets.find(
    'claimBase',
    withoutOrdinal(claim) ?? '',
  );
  return [...new Set([...setsOfVolume(tables, name), ...formerly])];
}

/** The sets with a pod on the node; all of them when with it a zone may have come or gone. */
function setsOfNode(
  tables: ClusterTables,
  node: ResourceRecords['nodes'],
): readonly StatefulSetRecord[] {
  const zone = usableZoneOf(node);
  return zone !== undefined && tables.nodes.find('usableZone', zone).length <= 1
    ? allSets(tables)
    : tables.pods
        .find('node', node.name)
        .flatMap(pod => setsOfPod(tables, pod));
}

function allSets({
  statefulsets,
}: ClusterTables): readonly StatefulSetRecord[] {
  return [...statefulsets.values()];
}

/** For each resource, the sets whose judgement a record of it can change. */
export const concernedSets: {
  readonly [TName in ResourceName]: Concerned<ResourceRecords[TName]>;
} = {
  statefulsets: (tables, set) => [set, ...findOtherSets(tables, set)],
  pods: setsOfPod,
  persistentvolumeclaims: setsOfClaim,
  persistentvolumes: setsOfBoundVolume,
  nodes: setsOfNode,
  storageclasses: allSets,
  poddisruptionbudgets: setsOfNamespace,
  services: setsOfNamespace,
  endpointslices: ({ statefulsets }, slice) =>
    statefulsets.find('service', recordKey(slice.namespace, slice.serviceName)),
  horizontalpodautoscalers: ({ statefulsets }, { namespace, target }) => {
    const set = statefulsets.get(recordKey(namespace, target.name));
    return set && target.kind === 'StatefulSet' ? [set] : [];
  },
  volumeattachments: (tables, { volumeName }) =>
    volumeName ? setsOfVolume(tables, volumeName) : [],
  volumeattributesclasses: allSets,
  volumesnapshots: (tables, { namespace, claimName }) =>
    claimName ? setsOfClaim(tables, { namespace, name: claimName }) : [],
};
