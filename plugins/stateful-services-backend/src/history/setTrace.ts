import { Severity } from 'backstage-plugin-stateful-services-common';

/** A set as history knows it. The name outlives the object: a set that is made anew goes on with the same past. */
export interface SetIdentity {
  readonly cluster: string;
  readonly setUid: string;
  readonly namespace: string;
  readonly name: string;
}

/** What is wanted of a set. */
export interface WantedState {
  readonly generation: number;
  /** Name of the ControllerRevision that is being rolled out. */
  readonly revision: string;
  readonly images: readonly string[];
  readonly replicas: number;
}

/** What a rollout did to a member, as far as the API has told. Milliseconds since the epoch. */
export interface Replacement {
  /** When the old pod was asked to stop. */
  readonly stopAskedAt?: number;
  /** When the new pod was created. */
  readonly createdAt?: number;
  /** When the new pod had been ready for minReadySeconds. */
  readonly availableAt?: number;
}

/** A rollout is one revision on its way at one generation, whoever looks at it. */
export interface RolloutTrace {
  readonly revision: string;
  readonly generation: number;
  readonly startedAt: number;
  /** By ordinal. */
  readonly replacements: ReadonlyMap<number, Replacement>;
  /** Some member that it is to reach does not run the revision, or is not available since. */
  readonly outstanding: boolean;
}

export interface FindingTrace {
  readonly rule: string;
  /** Absent when the finding is about the set as a whole. */
  readonly ordinal?: number;
  readonly severity: Severity;
  readonly title: string;
}

/** What of a set history follows: what is written is the difference between two of these. */
export interface SetTrace extends SetIdentity {
  readonly wanted: WantedState;
  readonly rollout: RolloutTrace;
  /** By rule and ordinal; mere information is left out. */
  readonly findings: ReadonlyMap<string, FindingTrace>;
}

export function findingKey({
  rule,
  ordinal,
}: Pick<FindingTrace, 'rule' | 'ordinal'>): string {
  return `${rule}/${ordinal ?? ''}`;
}
