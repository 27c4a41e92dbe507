import { Member } from 'backstage-plugin-stateful-services-common';
import { formatDurationSince } from '../quantities/formatDurationSince';
import { isToBeRemoved, memberLook } from '../status/memberLook';

/** How long the member has been in its state, when that matters. */
export function durationOf(member: Member, now: number): string | undefined {
  return isToBeRemoved(member)
    ? undefined
    : formatDurationSince(member.since, now);
}

/** What assistive technology reads, e.g. "Member 0, restarting, old revision 5d2a, zone a, for 40 s". */
export function describeMember(member: Member, now: number): string {
  const duration = durationOf(member, now);
  const revisionKind = member.revisionState === 'update' ? 'new' : 'old';
  return [
    `Member ${member.ordinal}`,
    memberLook(member).text.toLocaleLowerCase('en-US'),
    member.reason,
    member.revision && `${revisionKind} revision ${member.revision}`,
    member.heldByPartition && 'held by the partition',
    member.zone && `zone ${member.zone}`,
    duration && `for ${duration}`,
  ]
    .filter(Boolean)
    .join(', ');
}
