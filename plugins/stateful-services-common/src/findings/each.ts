import { Ordinal, OrdinalClaim } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { PodRecord } from '../kubernetes/pod';
import { RuleFinding } from './rule';

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

/** Asks about each pod that the set controls. */
export function eachMember(
  { ordinals }: Situation,
  describe: (member: Member) => RuleFinding | undefined,
): readonly RuleFinding[] {
  return ordinals.flatMap(ordinal => {
    const { pod } = ordinal;
    const found = pod && describe({ ...ordinal, pod });
    return found ? { ordinal: ordinal.ordinal, ...found } : [];
  });
}

/** Asks about each claim of an ordinal that was found. */
export function eachClaim(
  { ordinals }: Situation,
  describe: (found: FoundClaim, ordinal: Ordinal) => RuleFinding | undefined,
): readonly RuleFinding[] {
  return ordinals.flatMap(ordinal =>
    ordinal.claims.flatMap(found => {
      const { claim } = found;
      const finding = claim && describe({ ...found, claim }, ordinal);
      return finding ? { ordinal: ordinal.ordinal, ...finding } : [];
    }),
  );
}

/** One finding about the whole set, or none. */
export function onSet(
  condition: boolean,
  describe: () => RuleFinding,
): readonly RuleFinding[] {
  return condition ? [describe()] : [];
}
