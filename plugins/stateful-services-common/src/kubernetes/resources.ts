import {
  ControllerRevisionRecord,
  parseControllerRevision,
} from './controllerRevision';
import {
  EndpointSliceRecord,
  parseEndpointSlice,
  parseTypedEndpointSlice,
} from './endpointSlice';
import { EventRecord, parseEvent } from './event';
import {
  HorizontalPodAutoscalerRecord,
  parseHorizontalPodAutoscaler,
} from './horizontalPodAutoscaler';
import { NodeRecord, parseNode } from './node';
import {
  parsePersistentVolume,
  parseTypedPersistentVolume,
  PersistentVolumeRecord,
} from './persistentVolume';
import {
  parsePersistentVolumeClaim,
  parseTypedPersistentVolumeClaim,
  PersistentVolumeClaimRecord,
} from './persistentVolumeClaim';
import { parsePod, parseTypedPod, PodRecord } from './pod';
import {
  parsePodDisruptionBudget,
  parseTypedPodDisruptionBudget,
  PodDisruptionBudgetRecord,
} from './podDisruptionBudget';
import { parseService, parseTypedService, ServiceRecord } from './service';
import {
  parseStatefulSet,
  parseTypedStatefulSet,
  StatefulSetRecord,
} from './statefulSet';
import { parseStorageClass, StorageClassRecord } from './storageClass';
import {
  parseVolumeAttachment,
  VolumeAttachmentRecord,
} from './volumeAttachment';
import {
  parseVolumeAttributesClass,
  VolumeAttributesClassRecord,
} from './volumeAttributesClass';
import { parseVolumeSnapshot, VolumeSnapshotRecord } from './volumeSnapshot';

/**
 * The record that each watched resource is projected to, by the plural name that the API uses.
 *
 * @public
 */
export interface ResourceRecords {
  readonly statefulsets: StatefulSetRecord;
  readonly pods: PodRecord;
  readonly persistentvolumeclaims: PersistentVolumeClaimRecord;
  readonly persistentvolumes: PersistentVolumeRecord;
  readonly nodes: NodeRecord;
  readonly storageclasses: StorageClassRecord;
  readonly poddisruptionbudgets: PodDisruptionBudgetRecord;
  readonly services: ServiceRecord;
  readonly endpointslices: EndpointSliceRecord;
  readonly horizontalpodautoscalers: HorizontalPodAutoscalerRecord;
  readonly volumeattachments: VolumeAttachmentRecord;
  readonly volumeattributesclasses: VolumeAttributesClassRecord;
  readonly volumesnapshots: VolumeSnapshotRecord;
}

/** @public */
export type ResourceName = keyof ResourceRecords;

/**
 * A resource of the API and how its objects become records.
 *
 * @public
 */
export interface Resource<TRecord> {
  /** Plural, as the API uses it in paths. */
  readonly name: string;
  readonly kind: string;
  /** Empty for the core group. */
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly namespaced: boolean;
  /** Sent with every list and watch, so that the API server sends only what can concern a StatefulSet. */
  readonly labelSelector?: string;
  /** Sent with every list. */
  readonly fieldSelector?: string;
  /** @throws ZodError when the object does not have the shape of its kind. */
  readonly parse: (raw: unknown) => TRecord;
}

/** @public */
export interface WatchedResource<TName extends ResourceName> extends Resource<
  ResourceRecords[TName]
> {
  readonly name: TName;
  /** True when its record tells who wrote what: `metadata.managedFields` is large, so it is left out of all others. */
  readonly readsManagedFields?: boolean;
  /** True of a resource that a cluster may do without: that it is not served is no fault. */
  readonly optional?: boolean;
  /**
   * As `parse`, of an object whose fields are known to have the types of the API. Absent of what is few.
   *
   * @throws ZodError when it is no object, or holds a word that the API does not know.
   */
  readonly parseTyped?: (object: unknown) => ResourceRecords[TName];
}

/**
 * Everything that is watched of a cluster.
 *
 * @remarks
 * Each watch costs the API server a stream and us the records, so a resource is watched only when it is small or can be
 * narrowed by labels. Slices of headless Services change with the readiness of members, as their pods do; autoscalers,
 * attachments, classes and snapshots are few and change rarely. What is many and of use only in trouble is in
 * {@link detailResources}.
 *
 * @public
 */
export const watchedResources: {
  readonly [TName in ResourceName]: WatchedResource<TName>;
} = {
  statefulsets: {
    name: 'statefulsets',
    kind: 'StatefulSet',
    apiGroup: 'apps',
    apiVersion: 'v1',
    namespaced: true,
    readsManagedFields: true,
    parse: parseStatefulSet,
    parseTyped: parseTypedStatefulSet,
  },
  pods: {
    name: 'pods',
    kind: 'Pod',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: true,
    labelSelector: 'statefulset.kubernetes.io/pod-name',
    parse: parsePod,
    parseTyped: parseTypedPod,
  },
  persistentvolumeclaims: {
    name: 'persistentvolumeclaims',
    kind: 'PersistentVolumeClaim',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: true,
    readsManagedFields: true,
    parse: parsePersistentVolumeClaim,
    parseTyped: parseTypedPersistentVolumeClaim,
  },
  persistentvolumes: {
    name: 'persistentvolumes',
    kind: 'PersistentVolume',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: false,
    parse: parsePersistentVolume,
    parseTyped: parseTypedPersistentVolume,
  },
  nodes: {
    name: 'nodes',
    kind: 'Node',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: false,
    parse: parseNode,
  },
  storageclasses: {
    name: 'storageclasses',
    kind: 'StorageClass',
    apiGroup: 'storage.k8s.io',
    apiVersion: 'v1',
    namespaced: false,
    parse: parseStorageClass,
  },
  poddisruptionbudgets: {
    name: 'poddisruptionbudgets',
    kind: 'PodDisruptionBudget',
    apiGroup: 'policy',
    apiVersion: 'v1',
    namespaced: true,
    parse: parsePodDisruptionBudget,
    parseTyped: parseTypedPodDisruptionBudget,
  },
  services: {
    name: 'services',
    kind: 'Service',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: true,
    parse: parseService,
    parseTyped: parseTypedService,
  },
  endpointslices: {
    name: 'endpointslices',
    kind: 'EndpointSlice',
    apiGroup: 'discovery.k8s.io',
    apiVersion: 'v1',
    namespaced: true,
    // The controller of the slices copies it from headless Services (Kubernetes 1.36, pkg/controller/endpointslice).
    labelSelector: 'service.kubernetes.io/headless',
    parse: parseEndpointSlice,
    parseTyped: parseTypedEndpointSlice,
  },
  horizontalpodautoscalers: {
    name: 'horizontalpodautoscalers',
    kind: 'HorizontalPodAutoscaler',
    apiGroup: 'autoscaling',
    apiVersion: 'v2',
    namespaced: true,
    parse: parseHorizontalPodAutoscaler,
  },
  volumeattachments: {
    name: 'volumeattachments',
    kind: 'VolumeAttachment',
    apiGroup: 'storage.k8s.io',
    apiVersion: 'v1',
    namespaced: false,
    parse: parseVolumeAttachment,
  },
  volumeattributesclasses: {
    name: 'volumeattributesclasses',
    kind: 'VolumeAttributesClass',
    apiGroup: 'storage.k8s.io',
    apiVersion: 'v1',
    namespaced: false,
    // In v1 from Kubernetes 1.34 on.
    optional: true,
    parse: parseVolumeAttributesClass,
  },
  volumesnapshots: {
    name: 'volumesnapshots',
    kind: 'VolumeSnapshot',
    apiGroup: 'snapshot.storage.k8s.io',
    apiVersion: 'v1',
    namespaced: true,
    // A custom resource that not every cluster has.
    optional: true,
    parse: parseVolumeSnapshot,
  },
};

/**
 * What is read of a cluster only where something is wrong or under way. Events are many, change all the time and are
 * not held in the API server's watch cache; revisions hold whole templates and matter only while one replaces another.
 *
 * @public
 */
export const detailResources: {
  readonly events: Resource<EventRecord>;
  readonly controllerrevisions: Resource<ControllerRevisionRecord>;
} = {
  events: {
    name: 'events',
    kind: 'Event',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: true,
    // All that a rule asks for are warnings, and most events are none.
    fieldSelector: 'type=Warning',
    parse: parseEvent,
  },
  controllerrevisions: {
    name: 'controllerrevisions',
    kind: 'ControllerRevision',
    apiGroup: 'apps',
    apiVersion: 'v1',
    namespaced: true,
    parse: parseControllerRevision,
  },
};
