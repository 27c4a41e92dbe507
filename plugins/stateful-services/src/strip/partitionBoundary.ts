import { Assessment, Member } from 'backstage-plugin-stateful-services-common';

/** The lowest ordinal that updates may reach; undefined when no partition holds any back. */
export function firstUpdatedOrdinal({
  partition,
  startOrdinal,
}: Pick<Assessment, 'partition' | 'startOrdinal'>): number | undefined {
  return partition > 0 ? startOrdinal + partition : undefined;
}

/** On which side of a member the line of the partition runs. */
export function boundaryAt(
  member: Member,
  assessment: Assessment,
): 'before' | 'after' | undefined {
  const first = firstUpdatedOrdinal(assessment);
  if (member.ordinal === first) {
    return 'before';
  }
  const isLast = member === assessment.members.at(-1);
  return isLast && first !== undefined && member.ordinal < first
    ? 'after'
    : undefined;
}
