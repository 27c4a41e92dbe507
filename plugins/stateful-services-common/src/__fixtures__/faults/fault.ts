import { FaultyCluster } from './cluster';

/** Something that goes wrong in a healthy cluster, and which rule has to say so. */
export interface Fault {
  readonly name: string;
  readonly rule: string;
  /** Other rules above info that are right to speak as well: what the fault leads to. */
  readonly leadsTo?: readonly string[];
  /** The objects afterwards; nothing when the fault cannot happen to this set. */
  readonly inject: (
    cluster: FaultyCluster,
  ) => readonly object[] | undefined;
}

/** What the loss of a member may lead to in a service that decides by majority, or that has one member. */
export const LOSS_OF_A_MEMBER = ['ha.quorum-lost', 'ha.quorum-edge'] as const;
