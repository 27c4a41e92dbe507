import {
  NodeRecord,
  PersistentVolumeClaimRecord,
  PersistentVolumeRecord,
  PodDisruptionBudgetRecord,
  PodRecord,
  ServiceRecord,
  StatefulSetRecord,
  StorageClassRecord,
} from 'backstage-plugin-stateful-services-common';
import { recordKey } from '../watching/projection';
import { RecordTable } from './recordTable';

const ORDINAL = /-\d+$/;

/** What is left of a pod's or a claim's name without its ordinal; undefined when it does not end in one. */
export function withoutOrdinal(name: string): string | undefined {
  return ORDINAL.test(name) ? name.replace(ORDINAL, '') : undefined;
}

function namedInNamespace(namespace: string, base: string | undefined) {
  return base === undefined ? [] : [recordKey(namespace, base)];
}

/** All records of one cluster. Index values that stand for a name in a namespace are spelt as keys are. */
export interface ClusterTables {
  /** `claimBase`: names of its claims, without their ordinal. `label`: `key=value` of each label. */
  readonly statefulsets: RecordTable<
    StatefulSetRecord,
    'uid' | 'namespace' | 'claimBase' | 'label'
  >;
  /** `base`: its name without the ordinal, which is the name of the set that it would belong to. */
  readonly pods: RecordTable<PodRecord, 'owner' | 'base' | 'node'>;
  readonly persistentvolumeclaims: RecordTable<
    PersistentVolumeClaimRecord,
    'base' | 'volume'
  >;
  readonly persistentvolumes: RecordTable<PersistentVolumeRecord>;
  readonly nodes: RecordTable<NodeRecord>;
  readonly storageclasses: RecordTable<StorageClassRecord>;
  readonly poddisruptionbudgets: RecordTable<
    PodDisruptionBudgetRecord,
    'namespace'
  >;
  readonly services: RecordTable<ServiceRecord, 'namespace'>;
}

export function createClusterTables(): ClusterTables {
  return {
    statefulsets: new RecordTable({
      uid: set => [set.uid],
      namespace: set => [set.namespace],
      claimBase: set =>
        set.volumeClaimTemplates.map(template =>
          recordKey(set.namespace, `${template.name}-${set.name}`),
        ),
      label: set =>
        Object.entries(set.labels).map(([key, value]) => `${key}=${value}`),
    }),
    pods: new RecordTable({
      owner: pod => (pod.owner ? [pod.owner.uid] : []),
      base: pod => namedInNamespace(pod.namespace, withoutOrdinal(pod.name)),
      node: pod => (pod.nodeName ? [pod.nodeName] : []),
    }),
    persistentvolumeclaims: new RecordTable({
      base: claim =>
        namedInNamespace(claim.namespace, withoutOrdinal(claim.name)),
      volume: claim => (claim.volumeName ? [claim.volumeName] : []),
    }),
    persistentvolumes: new RecordTable({}),
    nodes: new RecordTable({}),
    storageclasses: new RecordTable({}),
    poddisruptionbudgets: new RecordTable({
      namespace: budget => [budget.namespace],
    }),
    services: new RecordTable({ namespace: service => [service.namespace] }),
  };
}
