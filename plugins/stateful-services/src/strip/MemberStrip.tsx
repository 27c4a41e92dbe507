import { useId, useState } from 'react';
import { Assessment, Member } from 'backstage-plugin-stateful-services-common';
import { MemberCell } from './MemberCell';
import { MemberDetail } from './MemberDetail';
import { firstUpdatedOrdinal } from './partitionBoundary';
import { RowCounts } from './RowCounts';
import { StripLegend } from './StripLegend';
import { useRovingFocus } from './useRovingFocus';
import styles from './MemberStrip.module.css';

/** More members than this are shown in small cells, in rows of ten. */
const MOST_LARGE_CELLS = 12;
const COMPACT_ROW = 10;

export interface MemberStripProps {
  /** Name of the set, for assistive technology. */
  readonly name: string;
  readonly assessment: Assessment;
  readonly now: number;
}

function inRows(members: readonly Member[], length: number) {
  const rows: (readonly Member[])[] = [];
  for (let start = 0; start < members.length; start += length) {
    rows.push(members.slice(start, start + length));
  }
  return rows;
}

function rowName(row: readonly Member[]): string {
  const first = row[0]?.ordinal;
  const last = row.at(-1)?.ordinal;
  return first === last ? `${first}` : `${first} to ${last}`;
}

/** One cell per member, always in the order of the ordinals, with the line that updates may not cross. */
export function MemberStrip({ name, assessment, now }: MemberStripProps) {
  const { members } = assessment;
  const compact = members.length > MOST_LARGE_CELLS;
  const rowLength = compact ? COMPACT_ROW : MOST_LARGE_CELLS;
  const focus = useRovingFocus(members.length, compact ? COMPACT_ROW : 1);
  const [openOrdinal, setOpenOrdinal] = useState<number>();
  const detailId = useId();
  const boundary = firstUpdatedOrdinal(assessment);
  const lastHeld = members
    .filter(({ heldByPartition }) => heldByPartition)
    .at(-1);
  const open = members.find(({ ordinal }) => ordinal === openOrdinal);

  const cellOf = (member: Member, index: number) => (
    <li
      key={member.ordinal}
      className={compact ? styles.small : styles.large}
      data-boundary={
        (member.ordinal === boundary && index > 0 && 'before') ||
        (index === members.length - 1 && member === lastHeld && 'after') ||
        undefined
      }
    >
      <MemberCell
        member={member}
        now={now}
        compact={compact}
        reachable={index === focus.activeIndex}
        expanded={member === open}
        detailId={detailId}
        buttonRef={element => focus.register(index, element)}
        onToggle={() => {
          focus.setActiveIndex(index);
          setOpenOrdinal(member === open ? undefined : member.ordinal);
        }}
      />
    </li>
  );

  return (
    <div className={styles.strip}>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the buttons inside take the keys */}
      <div className={styles.rows} onKeyDown={focus.onKeyDown}>
        {inRows(members, rowLength).map((row, rowIndex) => (
          <div key={row[0]?.ordinal} className={styles.row}>
            {compact && <span className={styles.range}>{rowName(row)}</span>}
            <ol
              className={compact ? styles.smallCells : styles.largeCells}
              aria-label={
                compact
                  ? `Members ${rowName(row)} of ${name}`
                  : `Members of ${name}`
              }
            >
              {row.map((member, index) =>
                cellOf(member, rowIndex * rowLength + index),
              )}
            </ol>
            {compact && <RowCounts members={row} />}
          </div>
        ))}
      </div>
      <StripLegend assessment={assessment} />
      {open && <MemberDetail id={detailId} member={open} now={now} />}
    </div>
  );
}
