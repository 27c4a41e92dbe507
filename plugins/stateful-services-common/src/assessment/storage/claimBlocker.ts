import { PersistentVolumeClaimRecord } from '../../kubernetes/persistentVolumeClaim';
import { recentWarnings } from '../recentWarnings';
import { GRACE_MS } from '../judgeMember';
import { Ordinal } from '../ordinal';
import { Situation } from '../situation';

/** Why a claim will not be bound without help. */
export interface ClaimBlocker {
  readonly claim: PersistentVolumeClaimRecord;
  readonly cause:
    | 'lost'
    | 'terminating'
    | 'classMissing'
    | 'noClass'
    | 'refused'
    | 'provisioning';
}

/** Since when the driver is asked for the volume of a claim that need not wait for its pod any more. */
export function askedSince(claim: PersistentVolumeClaimRecord): string {
  return claim.nodeSelectedAt ?? claim.creationTimestamp;
}

const PROTECTION = 'kubernetes.io/pvc-protection';

/** True when only the protection of claims in use holds it and no pod does use it, so that it goes by itself. */
function isAboutToGo(
  { finalizers }: PersistentVolumeClaimRecord,
  pod: Ordinal['pod'],
): boolean {
  return !pod && finalizers.every(finalizer => finalizer === PROTECTION);
}

function blockerOf(
  claim: PersistentVolumeClaimRecord,
  { pod }: Ordinal,
  situation: Situation,
): ClaimBlocker['cause'] | undefined {
  const { observation, now } = situation;
  if (claim.phase === 'Lost') {
    return 'lost';
  }
  if (claim.deletionTimestamp && !isAboutToGo(claim, pod)) {
    return pod?.phase === 'Running' ? undefined : 'terminating';
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
  if (recentWarnings(situation, claim, ['ProvisioningFailed']).length > 0) {
    return 'refused';
  }
  const waitsForPod =
    storageClass.volumeBindingMode === 'WaitForFirstConsumer' &&
    !claim.nodeSelectedAt;
  return !waitsForPod &&
    now - Date.parse(askedSince(claim)) > GRACE_MS.provisioning
    ? 'provisioning'
    : undefined;
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
