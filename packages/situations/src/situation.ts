import { Observation } from 'backstage-plugin-stateful-services-common';
import { Manifest } from './cluster/kubernetesObject';
import { Scene } from './recording/scene';

/** The set that every situation is about. */
export const SET = 'web';

/** True of every set here: the controller manager itself provisions volumes, on the disk of one node. */
export const ALWAYS_FOUND = ['pv.hostpath-local', 'sc.deprecated'];

/** Something that is done to a cluster, until it has done its part. */
export interface Deed {
  readonly does: string;
  readonly act?: (scene: Scene) => Promise<void>;
  /** Holds once the cluster has done its part; undefined is passed while there is no set. */
  readonly until?: (observation: Observation | undefined) => boolean;
  /** Then so much time passes without anything happening, in seconds. */
  readonly thenSeconds?: number;
}

/** A course of events that a cluster is led through. */
export interface Course<TDeed extends Deed = Deed> {
  /** In kebab case. */
  readonly name: string;
  /** What is there before the first step; `NAMESPACE` in it becomes the name of the namespace. */
  readonly surroundings: readonly Manifest[];
  readonly steps: readonly TDeed[];
}

/** A deed, and what is to be said until the next one. */
export interface Step extends Deed {
  /**
   * The rollout states that it goes through, in order, without the one that it begins with. Written as state, reason and
   * ordinal: `Blocked TrapDeletePod 2`. One that ends in `?` may be missing, where controllers race.
   */
  readonly says: readonly string[];
  /** Ids of the findings at its end, with the ordinal if there is one: `pod.crashloop 2`. Exactly these. */
  readonly finds?: readonly string[];
  /** Findings that may come and go on the way, besides those of its beginning and its end. */
  readonly mayFind?: readonly string[];
}

/** A course that a real control plane goes through. */
export type Situation = Course<Step>;
