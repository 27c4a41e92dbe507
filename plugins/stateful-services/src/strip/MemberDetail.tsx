import {
  formatBytes,
  Member,
  MemberClaim,
} from 'backstage-plugin-stateful-services-common';
import { formatRatio } from '../quantities/formatRatio';
import { formatDurationSince } from '../quantities/formatDurationSince';
import { memberLook } from '../status/memberLook';
import styles from './MemberDetail.module.css';

export interface MemberDetailProps {
  readonly id: string;
  readonly member: Member;
  readonly now: number;
}

function describeClaim(claim: MemberClaim): string {
  const { capacityBytes, usedBytes } = claim;
  const size = capacityBytes ?? claim.requestBytes;
  return [
    claim.name,
    claim.phase.toLocaleLowerCase('en-US'),
    size !== undefined && formatBytes(size),
    capacityBytes &&
      usedBytes !== undefined &&
      `${formatRatio(usedBytes / capacityBytes)} used`,
    claim.expanding && 'expanding',
    claim.storageClassName && `class ${claim.storageClassName}`,
    claim.zones.length > 0 && `zone ${claim.zones.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function factsOf(member: Member, now: number) {
  const duration = formatDurationSince(member.since, now);
  const state = memberLook(member).text;
  return [
    {
      term: 'State',
      text: [state, member.reason, duration && `for ${duration}`]
        .filter(Boolean)
        .join(' · '),
    },
    {
      term: 'Revision',
      text: [
        member.revision ?? 'none, there is no pod',
        member.heldByPartition && 'held by the partition',
      ]
        .filter(Boolean)
        .join(' · '),
    },
    {
      term: 'Node',
      text: [member.node ?? 'not placed', member.zone && `zone ${member.zone}`]
        .filter(Boolean)
        .join(' · '),
    },
    { term: 'Restarts', text: String(member.restarts) },
    ...member.claims.map(claim => ({
      term: 'Volume',
      text: describeClaim(claim),
    })),
  ];
}

/** What is known of one member, below the strip. */
export function MemberDetail({ id, member, now }: MemberDetailProps) {
  return (
    <div
      id={id}
      className={styles.detail}
      role="group"
      aria-label={member.podName}
    >
      <strong className={styles.name}>{member.podName}</strong>
      <dl className={styles.facts}>
        {factsOf(member, now).map(({ term, text }) => (
          <div key={`${term} ${text}`} className={styles.fact}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.text}>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
