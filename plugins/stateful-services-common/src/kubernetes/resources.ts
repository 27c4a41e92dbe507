import { NodeRecord, parseNode } from './node';
import {
  parsePersistentVolume,
  PersistentVolumeRecord,
} from './persistentVolume';
import {
  parsePersistentVolumeClaim,
  PersistentVolumeClaimRecord,
} from './persistentVolumeClaim';
import { parsePod, PodRecord } from './pod';
import {
  parsePodDisruptionBudget,
  PodDisruptionBudgetRecord,
} from './podDisruptionBudget';
import { parseService, ServiceRecord } from './service';
import { parseStatefulSet, StatefulSetRecord } from './statefulSet';
import { parseStorageClass, StorageClassRecord } from './storageClass';

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
}

/** @public */
export type ResourceName = keyof ResourceRecords;

/** @public */
export interface WatchedResource<TName extends ResourceName> {
  readonly name: TName;
  readonly kind: string;
  /** Empty for the core group. */
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly namespaced: boolean;
  /** Sent with every list and watch, so that the API server sends only what can concern a StatefulSet. */
  readonly labelSelector?: string;
  /** @throws ZodError when the object does not have the shape of its kind. */
  readonly parse: (raw: unknown) => ResourceRecords[TName];
}

/**
 * Everything that is watched of a cluster.
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
    parse: parseStatefulSet,
  },
  pods: {
    name: 'pods',
    kind: 'Pod',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: true,
    labelSelector: 'statefulset.kubernetes.io/pod-name',
    parse: parsePod,
  },
  persistentvolumeclaims: {
    name: 'persistentvolumeclaims',
    kind: 'PersistentVolumeClaim',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: true,
    parse: parsePersistentVolumeClaim,
  },
  persistentvolumes: {
    name: 'persistentvolumes',
    kind: 'PersistentVolume',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: false,
    parse: parsePersistentVolume,
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
  },
  services: {
    name: 'services',
    kind: 'Service',
    apiGroup: '',
    apiVersion: 'v1',
    namespaced: true,
    parse: parseService,
  },
};
