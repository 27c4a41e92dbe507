import {
  FindingTrace,
  Replacement,
  SetIdentity,
  WantedState,
} from './setTrace';

/** Who changed a set and why, as far as the object says. */
export interface Authorship {
  /** E.g. `Helm release orders-cache`, or the field manager that wrote last. */
  readonly author?: string;
  /** Value of the annotation `kubernetes.io/change-cause`. */
  readonly cause?: string;
}

export type RolloutOutcome = 'completed' | 'superseded' | 'deleted';

interface RolloutIdentity {
  readonly revision: string;
  readonly generation: number;
}

/**
 * One thing to write. Each can be written again, by this replica or another, without effect. Times in milliseconds since the
 * epoch.
 */
export type HistoryEntry =
  | {
      readonly kind: 'setSeen';
      readonly set: SetIdentity;
      readonly wanted: WantedState;
      readonly at: number;
    }
  | {
      readonly kind: 'changed';
      readonly set: SetIdentity;
      readonly before: WantedState;
      readonly wanted: WantedState;
      readonly at: number;
      readonly authorship: Authorship;
    }
  | {
      readonly kind: 'rolloutStarted';
      readonly set: SetIdentity;
      readonly rollout: RolloutIdentity;
      readonly at: number;
    }
  | {
      readonly kind: 'memberReplaced';
      readonly set: SetIdentity;
      readonly rollout: RolloutIdentity;
      readonly ordinal: number;
      readonly replacement: Replacement;
    }
  | {
      readonly kind: 'rolloutEnded';
      readonly set: SetIdentity;
      readonly rollout: RolloutIdentity;
      readonly at: number;
      readonly outcome: RolloutOutcome;
    }
  | {
      readonly kind: 'findingClosed';
      readonly set: SetIdentity;
      readonly finding: Pick<FindingTrace, 'rule' | 'ordinal'>;
      readonly at: number;
    }
  | {
      readonly kind: 'findingOpened';
      readonly set: SetIdentity;
      readonly finding: FindingTrace;
      readonly at: number;
    }
  | {
      readonly kind: 'setGone';
      readonly set: SetIdentity;
      readonly at: number;
    };

export type HistoryEntryOf<TKind extends HistoryEntry['kind']> = Extract<
  HistoryEntry,
  { kind: TKind }
>;
