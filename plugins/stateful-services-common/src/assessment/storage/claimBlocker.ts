import { PersistentVolumeClaimRecord } from '../../kubernetes/persistentVolumeClaim';
import { GRACE_MS } from '../judgeMember';
import { Ordinal } from '../ordinal';
import { Situation } from '../situation';

/** Why a claim will not be bound without help. */
export interface ClaimBlocker {
  readonly claim: PersistentVolumeClaimRecord;
  readonly cause:
    'lost' | 'terminating' | 'classMissing' | 'noClass' | 'provisioning';
}

function blockerOf(
  claim: PersistentVolumeClaimRecord,
  { pod }: Ordinal,
  { observation, now }: Situation,
): ClaimBlocker['cause'] | undefined {
  if (claim.phase === 'Lost') {
    return 'lost';
  }
  if (claim.deletionTimestamp && pod?.phase !== 'Running') {
    return 'terminating';
  }
  if (claim.phase === 'Bound' || !observation.storageClasses.read) {
    return undefined;
  }
  const classes = observation.storageClasses.value;
  if (claim.volumeName) {
    return undefined;
  }
  if (claim.storageClassName === undefined) {
    return !claim.refusesClass && classes.some(({ isDefault }) => isDefault)
      ? undefined
      : 'noClass';
  }
  const storageClass = classes.find(
    ({ name }) => name === claim.storageClassName,
  );
  if (!storageClass) {
    return 'classMissing';
  }
  const waits = storageClass.volumeBindingMode === 'WaitForFirstConsumer';
  const age = now - Date.parse(claim.creationTimestamp);
  return !waits && age > GRACE_MS.provisioning ? 'provisioning' : undefined;
}

/** The first claim of the ordinal that will not be bound without help. */
export function claimBlocker(
  ordinal: Ordinal,
  situation: Situation,
): ClaimBlocker | undefined {
  for (const { claim } of ordinal.claims) {
    const cause = claim && blockerOf(claim, ordinal, situation);
    if (cause) {
      return { claim, cause };
    }
  }
  return undefined;
}
