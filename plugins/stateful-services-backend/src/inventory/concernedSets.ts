import {
  ResourceName,
  ResourceRecords,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../watching/projection';
import { ClusterTables, withoutOrdinal } from './clusterTables';

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

/** For each resource, the sets whose judgement a record of it can change. */
export const concernedSets: {
  readonly [TName in ResourceName]: Concerned<ResourceRecords[TName]>;
} = {
  statefulsets: (_tables, set) => [set],
  pods: setsOfPod,
  persistentvolumeclaims: setsOfClaim,
  persistentvolumes: (tables, volume) =>
    tables.persistentvolumeclaims
      .find('volume', volume.name)
      .flatMap(claim => setsOfClaim(tables, claim)),
  nodes: (tables, node) =>
    tables.pods.find('node', node.name).flatMap(pod => setsOfPod(tables, pod)),
  storageclasses: ({ statefulsets }) => [...statefulsets.values()],
  poddisruptionbudgets: setsOfNamespace,
  services: setsOfNamespace,
};
