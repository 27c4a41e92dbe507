import { NodeRecord } from '../kubernetes/node';
import { PersistentVolumeRecord } from '../kubernetes/persistentVolume';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { PodRecord } from '../kubernetes/pod';
import { PodDisruptionBudgetRecord } from '../kubernetes/podDisruptionBudget';
import { ServiceRecord } from '../kubernetes/service';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { StorageClassRecord } from '../kubernetes/storageClass';

/**
 * Why an input is missing. `notConfigured`: nothing says where it could be read from.
 *
 * @public
 */
export type UnreadReason =
  'forbidden' | 'unreachable' | 'syncing' | 'broken' | 'notConfigured';

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
  /** Volumes that those claims are bound to. */
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
}
