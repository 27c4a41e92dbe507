import { Member, MemberClaim } from '../contract/member';
import { shortRevision } from '../wording/revision';
import { Level } from '../contract/level';
import { levelOfMember } from './levels';
import { isNotJustStarting } from './judgeMember';
import { Ordinal, OrdinalClaim } from './ordinal';
import { isExpanding } from './storage/assessStorage';

function toMemberClaim(found: OrdinalClaim): MemberClaim {
  const { template, name, claim, volume, usedBytes } = found;
  return {
    template,
    name,
    phase: claim?.phase ?? 'Missing',
    ...(claim?.storageClassName && {
      storageClassName: claim.storageClassName,
    }),
    ...(claim?.volumeName && { volumeName: claim.volumeName }),
    zones: [...(volume?.zones ?? [])],
    ...(claim?.requestBytes !== undefined && {
      requestBytes: claim.requestBytes,
    }),
    ...(claim?.capacityBytes !== undefined && {
      capacityBytes: claim.capacityBytes,
    }),
    ...(usedBytes !== undefined && { usedBytes }),
    expanding: isExpanding(found),
  };
}

function levelOf(ordinal: Ordinal, now: number): Level {
  return isNotJustStarting(ordinal, now)
    ? 'attention'
    : levelOfMember(ordinal.state);
}

/** What of an ordinal is told to the outside. Of claims that cannot be read nothing is told, not that they are missing. */
export function toMember(
  ordinal: Ordinal,
  { now, claimsAreRead }: { now: number; claimsAreRead: boolean },
): Member {
  const { pod, node } = ordinal;
  return {
    ordinal: ordinal.ordinal,
    podName: ordinal.podName,
    state: ordinal.state,
    level: levelOf(ordinal, now),
    ...(ordinal.reason && { reason: ordinal.reason }),
    ...(pod?.revision && { revision: shortRevision(pod.revision) }),
    revisionState: revisionStateOf(ordinal),
    heldByPartition: ordinal.heldByPartition,
    condemned: !ordinal.wanted,
    restarts: pod?.restarts ?? 0,
    ...(pod?.nodeName && { node: pod.nodeName }),
    ...(node?.zone && { zone: node.zone }),
    ...(ordinal.since && { since: ordinal.since }),
    claims: claimsAreRead ? ordinal.claims.map(toMemberClaim) : [],
  };
}

function revisionStateOf({
  pod,
  onUpdateRevision,
}: Ordinal): Member['revisionState'] {
  if (!pod) {
    return 'none';
  }
  return onUpdateRevision ? 'update' : 'old';
}
