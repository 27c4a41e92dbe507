import { Situation } from '../assessment/situation';
import { Finding } from '../contract/finding';
import { availabilityRules } from './availability';
import { claimRules } from './claims';
import { memberRules } from './members';
import { riskRules } from './risk';
import { rolloutRules } from './rollout';
import { volumeRules } from './volumes';
import { Axis, ObservationInput, Rule } from './rule';

/** Every rule, causes before symptoms: node, claim, scheduling, container, rollout, availability, risk. */
export const catalogue: readonly Rule[] = [
  ...claimRules,
  ...volumeRules,
  ...memberRules,
  ...rolloutRules,
  ...availabilityRules,
  ...riskRules,
];

/** A finding and the axis that it weighs on. */
export interface AxisFinding {
  readonly axis: Axis;
  readonly finding: Finding;
}

const WORST_FIRST = ['critical', 'error', 'warning', 'info'] as const;

function isSuppressed(
  candidate: AxisFinding,
  all: readonly (AxisFinding & { readonly rule: Rule })[],
): boolean {
  return all.some(
    ({ rule, finding }) =>
      rule.suppresses?.includes(candidate.finding.id) &&
      finding.ordinal === candidate.finding.ordinal,
  );
}

function missingInputs(
  rule: Rule,
  { observation }: Situation,
): readonly ObservationInput[] {
  return rule.needs.filter(input => !observation[input].read);
}

/** Asks every rule whose inputs were read. Worst first; symptoms of another finding are left out. */
export function findAll(situation: Situation): readonly AxisFinding[] {
  const found = catalogue
    .filter(rule => missingInputs(rule, situation).length === 0)
    .flatMap(rule =>
      rule.find(situation).map(finding => ({
        rule,
        axis: rule.axis,
        finding: { id: rule.id, ...finding },
      })),
    );
  return found
    .filter(candidate => !isSuppressed(candidate, found))
    .map(({ axis, finding }) => ({ axis, finding }))
    .sort(
      (a, b) =>
        WORST_FIRST.indexOf(a.finding.severity) -
        WORST_FIRST.indexOf(b.finding.severity),
    );
}

/** Inputs that at least one rule needs and that could not be read. */
export function findUnknowns(
  situation: Situation,
): readonly { input: string; message: string }[] {
  const inputs = new Set(
    catalogue.flatMap(rule => missingInputs(rule, situation)),
  );
  return [...inputs].flatMap(input => {
    const reading = situation.observation[input];
    return reading.read || reading.reason === 'notConfigured'
      ? []
      : { input, message: reading.message };
  });
}
