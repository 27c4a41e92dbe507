import { ControllerRevisionRecord } from '../kubernetes/controllerRevision';
import { EndpointSliceRecord } from '../kubernetes/endpointSlice';
import { EventRecord } from '../kubernetes/event';
import { HorizontalPodAutoscalerRecord } from '../kubernetes/horizontalPodAutoscaler';
import { NodeRecord } from '../kubernetes/node';
import { PersistentVolumeRecord } from '../kubernetes/persistentVolume';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { PodRecord } from '../kubernetes/pod';
import { PodDisruptionBudgetRecord } from '../kubernetes/podDisruptionBudget';
import { ServiceRecord } from '../kubernetes/service';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { StorageClassRecord } from '../kubernetes/storageClass';
import { VolumeAttachmentRecord } from '../kubernetes/volumeAttachment';
import { VolumeAttributesClassRecord } from '../kubernetes/volumeAttributesClass';
import { VolumeSnapshotRecord } from '../kubernetes/volumeSnapshot';
import { RolloutHistory } from './rolloutHistory';

/**
 * Why an input is missing. `notConfigured`: nothing says where it could be read from, or the cluster has no such thing.
 * `notAsked`: it costs a request, and so far nothing is wrong that it could explain. `notGiven`: none of its kind is among
 * objects which may not be all there are.
 *
 * @public
 */
export type UnreadReason =
  | 'forbidden'
  | 'unreachable'
  | 'syncing'
  | 'broken'
  | 'notConfigured'
  | 'notAsked'
  | 'notGiven';

/**
 * Something that was read, or the reason why it could not be. "Could not read" is never the same as "empty".
 *
 * @public
 */
export type Reading<T> =
  | { readonly read: true; readonly value: T }
  | {
      readonly read: false;
      readonly reason: UnreadReason;
      readonly message: string;
    };

/**
 * How full a mounted volume is, as the kubelet measured it.
 *
 * @public
 */
export interface VolumeUsage {
  readonly claimName: string;
  readonly usedBytes: number;
  readonly capacityBytes: number;
}

/**
 * Everything that is known of one StatefulSet at one time. Collections come in any order.
 *
 * @public
 */
export interface Observation {
  readonly cluster: string;
  /** Of the API server, e.g. `v1.36.3`; absent when nobody has asked. */
  readonly serverVersion?: string;
  readonly statefulSet: StatefulSetRecord;
  /** Pods controlled by the set (by owner uid), and pods of other owners that occupy a name of the set. */
  readonly pods: Reading<readonly PodRecord[]>;
  /** Claims of the namespace whose name is `<template>-<set>-<ordinal>` for a template of the set. */
  readonly claims: Reading<readonly PersistentVolumeClaimRecord[]>;
  /** Volumes that those claims are or were bound to, also where the claim is gone. */
  readonly volumes: Reading<readonly PersistentVolumeRecord[]>;
  /** Nodes that run a pod of the set. */
  readonly nodes: Reading<readonly NodeRecord[]>;
  /** All storage classes of the cluster. */
  readonly storageClasses: Reading<readonly StorageClassRecord[]>;
  /** Budgets of the namespace. */
  readonly podDisruptionBudgets: Reading<readonly PodDisruptionBudgetRecord[]>;
  /** Services of the namespace. */
  readonly services: Reading<readonly ServiceRecord[]>;
  /** Usage of those claims' volumes. */
  readonly volumeUsage: Reading<readonly VolumeUsage[]>;
  /** Zones in which a pod could be placed now, ascending; empty when the nodes name none. */
  readonly zones: Reading<readonly string[]>;
  /** Other sets of the namespace that may select pods of this one, or have pods that this one selects. */
  readonly otherStatefulSets: Reading<readonly StatefulSetRecord[]>;
  /** Slices of its governing Service when that is headless, and perhaps of others. */
  readonly endpointSlices: Reading<readonly EndpointSliceRecord[]>;
  /** Autoscalers of the set, and perhaps of others. */
  readonly horizontalPodAutoscalers: Reading<
    readonly HorizontalPodAutoscalerRecord[]
  >;
  /** Attachments of those volumes, and perhaps of others, to whatever node. */
  readonly volumeAttachments: Reading<readonly VolumeAttachmentRecord[]>;
  /** All VolumeAttributesClasses of the cluster. */
  readonly volumeAttributesClasses: Reading<
    readonly VolumeAttributesClassRecord[]
  >;
  /** Snapshots of those claims, and perhaps of others of the namespace. */
  readonly volumeSnapshots: Reading<readonly VolumeSnapshotRecord[]>;
  /** Warnings about the set, its pods and its claims, and perhaps about others of the namespace. */
  readonly events: Reading<readonly EventRecord[]>;
  /** Revisions that the set controls. */
  readonly controllerRevisions: Reading<readonly ControllerRevisionRecord[]>;
  /** How long its members took in former rollouts. */
  readonly history: Reading<RolloutHistory>;
}
