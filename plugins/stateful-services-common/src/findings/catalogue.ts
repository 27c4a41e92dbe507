import { acknowledgementOf } from '../assessment/acknowledgements';
import { JudgedSituation, Situation } from '../assessment/situation';
import { Acknowledgement, Finding } from '../contract/finding';
import { UnreadReason } from '../observation/observation';
import { acknowledgingRules } from './acknowledging';
import { attachingRules } from './attaching';
import { attributeRules } from './attributes';
import { autoscalingRules } from './autoscaling';
import { availabilityRules } from './availability';
import { budgetRules } from './budgets';
import { claimRules } from './claims';
import { containerRules } from './containers';
import { containerTemplateRules } from './containerTemplate';
import { driftRules } from './drift';
import { kubeletEventRules } from './kubeletEvents';
import { networkRules } from './network';
import { nodeRules } from './nodes';
import { pendingClaimRules } from './pendingClaims';
import { podRules } from './pods';
import { provisioningRules } from './provisioning';
import { refusalRules } from './refusals';
import { resizeRules } from './resize';
import { revisionRules } from './revisions';
import { progressRules } from './progress';
import { blockingRules } from './rollout';
import { Axis, ObservationInput, Rule, RuleFinding } from './rule';
import { schedulingRules } from './scheduling';
import { sliceRules } from './slices';
import { snapshotRules } from './snapshots';
import { startingRules } from './starting';
import { storageClassRules } from './storageClasses';
import { templateRules } from './template';
import { volumeRules } from './volumes';
import { waitingRules } from './waiting';
import { zoneRules } from './zones';

/** Causes before symptoms: node, volume, claim, scheduling, container, rollout, availability, risk. */
const rules: readonly Rule[] = [
  ...nodeRules,
  ...volumeRules,
  ...attachingRules,
  ...zoneRules,
  ...claimRules,
  ...provisioningRules,
  ...pendingClaimRules,
  ...resizeRules,
  ...attributeRules,
  ...driftRules,
  ...schedulingRules,
  ...kubeletEventRules,
  ...containerRules,
  ...startingRules,
  ...podRules,
  ...refusalRules,
  ...blockingRules,
  ...waitingRules,
  ...revisionRules,
  ...progressRules,
  ...availabilityRules,
  ...budgetRules,
  ...autoscalingRules,
  ...networkRules,
  ...sliceRules,
  ...containerTemplateRules,
  ...templateRules,
  ...storageClassRules,
  ...snapshotRules,
];

const ACKNOWLEDGEABLE: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/**
 * Every rule: those that look at the set, then those that look at what was acknowledged of them.
 *
 * @public
 */
export const catalogue: readonly Rule[] = [
  ...rules,
  ...acknowledgingRules(ACKNOWLEDGEABLE),
];

/** A finding and the axis that it weighs on. */
export interface AxisFinding {
  readonly axis: Axis;
  readonly finding: Finding;
  /** Present where somebody has decided to live with it for now. */
  readonly acknowledgement?: Acknowledgement;
}

const WORST_FIRST = ['critical', 'error', 'warning', 'info'] as const;

function isSuppressed(
  candidate: AxisFinding,
  all: readonly (AxisFinding & { readonly rule: Rule })[],
): boolean {
  return all.some(
    ({ rule, finding }) =>
      rule.suppresses?.some(symptom =>
        symptom.endsWith('.')
          ? candidate.finding.id.startsWith(symptom)
          : candidate.finding.id === symptom,
      ) && finding.ordinal === candidate.finding.ordinal,
  );
}

/** The finding as it is told: what the rule says in general, unless the case differs. */
function toFinding(rule: Rule, found: RuleFinding): Finding {
  const { ordinal, title, evidence, remediation } = found;
  return {
    id: rule.id,
    severity: found.severity ?? rule.severity,
    title,
    explanation: found.explanation ?? rule.explanation,
    ...(ordinal !== undefined && { ordinal }),
    evidence,
    remediation,
  };
}

/** Inputs that at least one rule needs. */
const NEEDED_INPUTS: readonly ObservationInput[] = [
  ...new Set(catalogue.flatMap(({ needs }) => needs)),
];

/** By the inputs that were not read: much the same of all sets of a cluster. */
const askable = new Map<string, readonly Rule[]>();

/** The rules whose inputs were read. */
function askableRules({ observation }: Situation): readonly Rule[] {
  const unread = NEEDED_INPUTS.filter(input => !observation[input].read);
  const key = unread.join();
  const known = askable.get(key);
  if (known) {
    return known;
  }
  const asked = catalogue.filter(({ needs }) =>
    needs.every(input => !unread.includes(input)),
  );
  askable.set(key, asked);
  return asked;
}

/** Asks every rule whose inputs were read. Worst first; symptoms of another finding are left out. */
export function findAll(situation: JudgedSituation): readonly AxisFinding[] {
  const found: (AxisFinding & { readonly rule: Rule })[] = [];
  for (const rule of askableRules(situation)) {
    for (const finding of rule.find(situation)) {
      found.push({
        rule,
        axis: rule.axis,
        finding: toFinding(rule, finding),
      });
    }
  }
  return found
    .filter(candidate => !isSuppressed(candidate, found))
    .map(({ axis, finding }) => {
      const acknowledgement = ACKNOWLEDGEABLE.has(finding.id)
        ? acknowledgementOf(finding.id, situation)
        : undefined;
      return { axis, finding, ...(acknowledgement && { acknowledgement }) };
    })
    .sort(
      (a, b) =>
        WORST_FIRST.indexOf(a.finding.severity) -
        WORST_FIRST.indexOf(b.finding.severity),
    );
}

/** Nobody wanted it read, so there is nothing to tell. */
const isLeftOut = (reason: UnreadReason) =>
  reason === 'notConfigured' || reason === 'notAsked';

/** Inputs that at least one rule needs and that could not be read. */
export function findUnknowns({
  observation,
}: Situation): readonly { input: string; message: string }[] {
  return NEEDED_INPUTS.flatMap(input => {
    const reading = observation[input];
    return reading.read || isLeftOut(reading.reason)
      ? []
      : { input, message: reading.message };
  });
}
