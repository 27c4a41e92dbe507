import { Evidence, Finding, Remediation, Severity } from '../contract/finding';
import { Situation } from '../assessment/situation';
import { Observation } from '../observation/observation';

/** Which of the four judgements a finding belongs to. */
export type Axis = 'rollout' | 'availability' | 'storage' | 'risk';

/** An input that may be missing. */
export type ObservationInput = Exclude<
  keyof Observation,
  'cluster' | 'serverVersion' | 'statefulSet'
>;

/** What a rule says when it finds something; the id is added by the catalogue. */
export type RuleFinding = Omit<Finding, 'id'>;

/** One kind of trouble: what has to be known to see it, and how it is seen. */
export interface Rule {
  /** Stable, e.g. `roll.trap`; the ids are those of the model's catalogue. */
  readonly id: string;
  readonly axis: Axis;
  /** Without one of these the rule is not asked, and the assessment says that the input is unknown. */
  readonly needs: readonly ObservationInput[];
  /** Rules whose findings on the same ordinal are symptoms of this one. */
  readonly suppresses?: readonly string[];
  readonly find: (situation: Situation) => readonly RuleFinding[];
}

export type { Evidence, Finding, Remediation, Severity };
