import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { PersistentVolumeRecord } from '../kubernetes/persistentVolume';
import { NodeRecord } from '../kubernetes/node';
import { PodRecord } from '../kubernetes/pod';
import { MemberState } from '../contract/member';

/** One claim that an ordinal should have, with what was found of it. */
export interface OrdinalClaim {
  readonly template: string;
  readonly name: string;
  readonly claim?: PersistentVolumeClaimRecord;
  readonly volume?: PersistentVolumeRecord;
  readonly usedRatio?: number;
  readonly usedBytes?: number;
}

/** One ordinal of a set: what it should be and what was found. */
export interface Ordinal {
  readonly ordinal: number;
  readonly podName: string;
  /** Within `start … start + replicas - 1`. */
  readonly wanted: boolean;
  readonly heldByPartition: boolean;
  /** The pod that the set controls. */
  readonly pod?: PodRecord;
  /** A pod of another owner under the ordinal's name. */
  readonly foreignPod?: PodRecord;
  readonly node?: NodeRecord;
  /** Of every pod until the controller has named that revision. */
  readonly onUpdateRevision: boolean;
  /** True when the pod has been Ready at some time since it started, as far as its conditions tell. */
  readonly wasReady: boolean;
  readonly available: boolean;
  readonly state: MemberState;
  /** When the state began, RFC 3339. */
  readonly since?: string;
  /** What the state is due to, in a few words. */
  readonly reason?: string;
  readonly claims: readonly OrdinalClaim[];
}

/**
 * An ordinal that has a pod.
 *
 * @public
 */
export type Member = Ordinal & { readonly pod: PodRecord };

/** A claim of an ordinal that exists. */
export type FoundClaim = OrdinalClaim & {
  readonly claim: PersistentVolumeClaimRecord;
};

export function hasPod(ordinal: Ordinal): ordinal is Member {
  return ordinal.pod !== undefined;
}

export function isFound(claim: OrdinalClaim): claim is FoundClaim {
  return claim.claim !== undefined;
}
