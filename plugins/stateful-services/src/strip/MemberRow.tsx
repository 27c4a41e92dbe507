import { ReactNode } from 'react';
import { Assessment, Member } from 'backstage-plugin-stateful-services-common';
import { boundaryAt } from './partitionBoundary';
import { RowCounts } from './RowCounts';
import styles from './MemberRow.module.css';

export interface MemberRowProps {
  readonly name: string;
  /** The members of this row. */
  readonly members: readonly Member[];
  readonly compact: boolean;
  readonly assessment: Assessment;
  readonly renderCell: (member: Member) => ReactNode;
}

function rangeOf(members: readonly Member[]): string {
  const first = members[0]?.ordinal;
  const last = members.at(-1)?.ordinal;
  return first === last ? `${first}` : `${first} to ${last}`;
}

/** A list of cells; a row of small ones says which ordinals it holds and how they are. */
export function MemberRow(props: MemberRowProps) {
  const { name, members, compact, assessment, renderCell } = props;
  const range = rangeOf(members);
  return (
    <div className={styles.row}>
      {compact && <span className={styles.range}>{range}</span>}
      <ol
        className={compact ? styles.smallCells : styles.largeCells}
        aria-label={
          compact ? `Members ${range} of ${name}` : `Members of ${name}`
        }
      >
        {members.map(member => (
          <li
            key={member.ordinal}
            className={compact ? styles.small : styles.large}
            data-boundary={boundaryAt(member, assessment)}
          >
            {renderCell(member)}
          </li>
        ))}
      </ol>
      {compact && <RowCounts members={members} />}
    </div>
  );
}
