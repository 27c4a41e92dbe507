import { FoundClaim, Member, Ordinal } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { RuleFinding } from './rule';

const NOTHING: readonly RuleFinding[] = [];

/** Asks about each pod that the set controls. */
export function eachMember(
  { members }: Situation,
  describe: (member: Member) => RuleFinding | undefined,
): readonly RuleFinding[] {
  // Nearly every rule finds nothing in nearly every set: that has to cost next to nothing.
  let all: RuleFinding[] | undefined;
  for (const member of members) {
    const found = describe(member);
    if (found) {
      all ??= [];
      all.push({ ordinal: member.ordinal, ...found });
    }
  }
  return all ?? NOTHING;
}

/** Asks about each claim of an ordinal that was found. */
export function eachClaim(
  { claims }: Situation,
  describe: (found: FoundClaim, ordinal: Ordinal) => RuleFinding | undefined,
): readonly RuleFinding[] {
  let all: RuleFinding[] | undefined;
  for (const { found, ordinal } of claims) {
    const finding = describe(found, ordinal);
    if (finding) {
      all ??= [];
      all.push({ ordinal: ordinal.ordinal, ...finding });
    }
  }
  return all ?? NOTHING;
}

/** One finding about the whole set, or none. */
export function onSet(
  condition: boolean,
  describe: () => RuleFinding,
): readonly RuleFinding[] {
  return condition ? [describe()] : NOTHING;
}
