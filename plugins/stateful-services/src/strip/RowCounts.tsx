import { Member } from 'backstage-plugin-stateful-services-common';
import { memberLook } from '../status/memberLook';
import { StatusIcon } from '../status/StatusIcon';
import styles from './RowCounts.module.css';

export interface RowCountsProps {
  readonly members: readonly Member[];
}

/** How many members of a row of small cells are fine, and the others by their ordinal. */
export function RowCounts({ members }: RowCountsProps) {
  const others = members.filter(({ level }) => level !== 'fine');
  const fine = members.length - others.length;
  return (
    <ul className={styles.counts}>
      {fine > 0 && <li className={styles.count}>{fine} ready</li>}
      {others.map(member => (
        <li key={member.ordinal} className={styles.count}>
          <StatusIcon look={memberLook(member)} size={14} />
          {member.ordinal} {memberLook(member).text.toLocaleLowerCase('en-US')}
        </li>
      ))}
    </ul>
  );
}
