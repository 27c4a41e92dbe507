import { Ordinal, OrdinalClaim } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { PersistentVolumeClaimRecord } from '../kubernetes/persistentVolumeClaim';
import { RuleFinding } from './rule';

/** Asks about each claim that was found. */
export function eachClaim(
  situation: Situation,
  describe: (
    ordinal: Ordinal,
    claim: OrdinalClaim & { readonly claim: PersistentVolumeClaimRecord },
  ) => RuleFinding | undefined,
): readonly RuleFinding[] {
  return situation.ordinals.flatMap(ordinal =>
    ordinal.claims.flatMap(({ claim, ...rest }) =>
      claim ? (describe(ordinal, { ...rest, claim }) ?? []) : [],
    ),
  );
}
