import { Evidence, Finding, Remediation, Severity } from '../contract/finding';
import { JudgedSituation } from '../assessment/situation';
import { Observation } from '../observation/observation';

/**
 * Which of the four judgements a finding belongs to.
 *
 * @public
 */
export type Axis = 'rollout' | 'availability' | 'storage' | 'risk';

/** An input that may be missing. */
export type ObservationInput = Exclude<
  keyof Observation,
  'cluster' | 'serverVersion' | 'statefulSet'
>;

/**
 * What a rule says when it finds something. Severity and explanation are the rule's unless the case differs.
 *
 * @public
 */
export interface RuleFinding extends Pick<
  Finding,
  'ordinal' | 'title' | 'evidence' | 'remediation'
> {
  readonly severity?: Severity;
  readonly explanation?: string;
}

/**
 * One kind of trouble: what has to be known to see it, how it is seen, and what it means.
 *
 * @public
 */
export interface Rule {
  /** Stable, e.g. `roll.trap`; the ids are those of the model's catalogue. */
  readonly id: string;
  readonly axis: Axis;
  readonly severity: Severity;
  /** What is wrong, without naming an object. */
  readonly summary: string;
  /** Why it matters and where it comes from. */
  readonly explanation: string;
  /** Where the behaviour of Kubernetes behind it is described. */
  readonly source: string;
  /** Without one of these the rule is not asked, and the assessment says that the input is unknown. */
  readonly needs: readonly ObservationInput[];
  /** Rules whose findings on the same ordinal are symptoms of this one; a trailing dot stands for all that begin so. */
  readonly suppresses?: readonly string[];
  readonly find: (situation: JudgedSituation) => readonly RuleFinding[];
}

export type { Evidence, Finding, Remediation, Severity };
