import {
  EndpointSliceRecord,
  HorizontalPodAutoscalerRecord,
  NodeRecord,
  PersistentVolumeClaimRecord,
  PersistentVolumeRecord,
  PodDisruptionBudgetRecord,
  PodRecord,
  ServiceRecord,
  StatefulSetRecord,
  StorageClassRecord,
  usableZoneOf,
  VolumeAttachmentRecord,
  VolumeAttributesClassRecord,
  VolumeSnapshotRecord,
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

const asList = (value: string | undefined) =>
  value === undefined ? [] : [value];

const labelsOf = (labels: Readonly<Record<string, string>> = {}) =>
  Object.entries(labels).map(label => label.join('='));

/** Labels of the pods that a set makes, each as it is found by in the namespace. */
export function podLabels(set: StatefulSetRecord): readonly string[] {
  return labelsOf(set.templateLabels).map(label =>
    recordKey(set.namespace, label),
  );
}

/** One label without which a set selects no pod; a set that selects by expressions alone has none. */
export function selectedLabel(set: StatefulSetRecord): readonly string[] {
  return labelsOf(set.selector?.labels)
    .sort()
    .slice(0, 1)
    .map(label => recordKey(set.namespace, label));
}

/** All records of one cluster. Index values that stand for a name in a namespace are spelt as keys are. */
export interface ClusterTables {
  /**
   * `claimBase`: names of its claims, without their ordinal. `label`: `key=value` of each label. `service`: its governing
   * Service. `podLabel` and `selects`: a label in the namespace that its pods carry, and one that they must carry.
   */
  readonly statefulsets: RecordTable<
    StatefulSetRecord,
    | 'uid'
    | 'namespace'
    | 'claimBase'
    | 'label'
    | 'service'
    | 'podLabel'
    | 'selects'
  >;
  /** `base`: its name without the ordinal, which is the name of the set that it would belong to. */
  readonly pods: RecordTable<PodRecord, 'owner' | 'base' | 'node'>;
  readonly persistentvolumeclaims: RecordTable<
    PersistentVolumeClaimRecord,
    'base' | 'volume'
  >;
  /** `claimBase`: the claim that it is or was bound to, without its ordinal. */
  readonly persistentvolumes: RecordTable<PersistentVolumeRecord, 'claimBase'>;
  readonly nodes: RecordTable<NodeRecord, 'usableZone'>;
  readonly storageclasses: RecordTable<StorageClassRecord>;
  readonly poddisruptionbudgets: RecordTable<
    PodDisruptionBudgetRecord,
    'namespace'
  >;
  readonly services: RecordTable<ServiceRecord, 'namespace'>;
  readonly endpointslices: RecordTable<EndpointSliceRecord, 'service'>;
  /** `target`: the set that it scales. */
  readonly horizontalpodautoscalers: RecordTable<
    HorizontalPodAutoscalerRecord,
    'target'
  >;
  readonly volumeattachments: RecordTable<VolumeAttachmentRecord, 'volume'>;
  readonly volumeattributesclasses: RecordTable<VolumeAttributesClassRecord>;
  readonly volumesnapshots: RecordTable<VolumeSnapshotRecord, 'claim'>;
}

function createStatefulSetTable(): ClusterTables['statefulsets'] {
  return new RecordTable({
    uid: set => [set.uid],
    namespace: set => [set.namespace],
    claimBase: set =>
      set.volumeClaimTemplates.map(template =>
        recordKey(set.namespace, `${template.name}-${set.name}`),
      ),
    label: set => labelsOf(set.labels),
    service: set => [recordKey(set.namespace, set.serviceName)],
    podLabel: podLabels,
    selects: selectedLabel,
  });
}

export function createClusterTables(): ClusterTables {
  return {
    statefulsets: createStatefulSetTable(),
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
    persistentvolumes: new RecordTable({
      claimBase: ({ claim }) => asList(withoutOrdinal(claim ?? '')),
    }),
    nodes: new RecordTable({ usableZone: node => asList(usableZoneOf(node)) }),
    storageclasses: new RecordTable({}),
    poddisruptionbudgets: new RecordTable({
      namespace: budget => [budget.namespace],
    }),
    services: new RecordTable({ namespace: service => [service.namespace] }),
    endpointslices: new RecordTable({
      service: slice => [recordKey(slice.namespace, slice.serviceName)],
    }),
    horizontalpodautoscalers: new RecordTable({
      target: ({ namespace, target }) =>
        target.kind === 'StatefulSet'
          ? [recordKey(namespace, target.name)]
          : [],
    }),
    volumeattachments: new RecordTable({
      volume: ({ volumeName }) => (volumeName ? [volumeName] : []),
    }),
    volumeattributesclasses: new RecordTable({}),
    volumesnapshots: new RecordTable({
      claim: ({ namespace, claimName }) =>
        claimName ? [recordKey(namespace, claimName)] : [],
    }),
  };
}
