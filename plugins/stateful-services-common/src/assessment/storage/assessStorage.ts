import { Storage } from '../../contract/assessment';
import { Ordinal, OrdinalClaim } from '../ordinal';
import { Situation } from '../situation';
import { claimBlocker } from './claimBlocker';

/** Share of a volume from which on it counts as nearly full. */
export const USAGE_WARNING = 0.8;

/** True while the volume behind the claim is smaller than what the claim asks for. */
export function isExpanding({ claim }: OrdinalClaim): boolean {
  return (
    claim?.phase === 'Bound' &&
    claim.requestBytes !== undefined &&
    claim.capacityBytes !== undefined &&
    claim.requestBytes > claim.capacityBytes
  );
}

function fullestOf(ordinals: readonly Ordinal[]): Storage['fullest'] {
  let fullest: Storage['fullest'];
  for (const { ordinal, claims } of ordinals) {
    for (const { name, usedRatio } of claims) {
      if (usedRatio !== undefined && usedRatio > (fullest?.usedRatio ?? -1)) {
        fullest = { ordinal, claimName: name, usedRatio };
      }
    }
  }
  return fullest;
}

function stateOf(
  situation: Situation,
  fullest: Storage['fullest'],
): Storage['state'] {
  const { set, observation, ordinals } = situation;
  if (set.volumeClaimTemplates.length === 0) {
    return 'None';
  }
  if (!observation.claims.read || !observation.pods.read) {
    return 'Unknown';
  }
  const claims = ordinals.flatMap(ordinal => ordinal.claims);
  if (claims.some(({ claim }) => claim?.phase === 'Lost')) {
    return 'Lost';
  }
  if (ordinals.some(ordinal => claimBlocker(ordinal, situation))) {
    return 'Blocked';
  }
  if (fullest && fullest.usedRatio >= USAGE_WARNING) {
    return 'Filling';
  }
  if (claims.some(isExpanding)) {
    return 'Expanding';
  }
  return claims.some(({ claim }) => claim?.phase === 'Pending')
    ? 'Pending'
    : 'Bound';
}

/** The volumes of the set taken together. */
export function assessStorage(situation: Situation): Storage {
  const found = situation.ordinals
    .flatMap(ordinal => ordinal.claims)
    .flatMap(({ claim }) => claim ?? []);
  const sizes = new Set(found.flatMap(claim => claim.capacityBytes ?? []));
  const fullest = fullestOf(situation.ordinals);
  return {
    state: stateOf(situation, fullest),
    claims: found.length,
    sizesBytes: [...sizes].sort((a, b) => a - b),
    ...(fullest && { fullest }),
  };
}
