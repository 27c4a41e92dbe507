import { Member } from 'backstage-plugin-stateful-services-common';
import { useChangeCount } from '../hooks/useChangeCount';
import { memberLook } from '../status/memberLook';
import { StatusIcon } from '../status/StatusIcon';
import { describeMember, durationOf } from './describeMember';
import tokens from '../status/tokens.module.css';
import styles from './MemberCell.module.css';

export interface MemberCellProps {
  readonly member: Member;
  readonly now: number;
  /** Small cells hold the icon and the revision only. */
  readonly compact: boolean;
  /** True for the one cell that Tab reaches. */
  readonly reachable: boolean;
  readonly expanded: boolean;
  readonly detailId: string;
  readonly onToggle: () => void;
  readonly buttonRef: (element: HTMLButtonElement | null) => void;
}

/** One ordinal: what it does, on which revision, and since when if that is not "ready". */
export function MemberCell(props: MemberCellProps) {
  const { member, now, compact, reachable, expanded } = props;
  const look = memberLook(member);
  const changes = useChangeCount(`${member.state} ${member.revision}`);
  const duration =
    member.level === 'fine' ? undefined : durationOf(member, now);
  return (
    <button
      type="button"
      ref={props.buttonRef}
      className={compact ? `${styles.cell} ${styles.compact}` : styles.cell}
      data-level={member.level}
      tabIndex={reachable ? 0 : -1}
      aria-expanded={expanded}
      aria-controls={expanded ? props.detailId : undefined}
      onClick={props.onToggle}
    >
      <span className={tokens.spoken}>{describeMember(member, now)}</span>
      {changes > 0 && <span key={changes} className={styles.flash} />}
      <span className={styles.top} aria-hidden>
        {!compact && <span className={styles.ordinal}>{member.ordinal}</span>}
        <StatusIcon look={look} size={compact ? 14 : 18} />
      </span>
      {!compact && (
        <>
          <span className={styles.state} aria-hidden>
            {look.text}
          </span>
          <span className={styles.facts} aria-hidden>
            <span className={styles.revision}>{member.revision ?? '–'}</span>
            {duration && <span>{duration}</span>}
          </span>
        </>
      )}
      <span className={styles.bar} data-revision={member.revisionState} />
    </button>
  );
}
