import { useId, useState } from 'react';
import { Assessment, Member } from 'backstage-plugin-stateful-services-common';
import { MemberCell } from './MemberCell';
import { MemberDetail } from './MemberDetail';
import { MemberRow } from './MemberRow';
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

/** One cell per member, always in the order of the ordinals, with the line that updates may not cross. */
export function MemberStrip({ name, assessment, now }: MemberStripProps) {
  const { members } = assessment;
  const compact = members.length > MOST_LARGE_CELLS;
  const focus = useRovingFocus(members.length, compact ? COMPACT_ROW : 1);
  const [openOrdinal, setOpenOrdinal] = useState<number>();
  const detailId = useId();
  const open = members.find(({ ordinal }) => ordinal === openOrdinal);

  const renderCell = (member: Member) => {
    const index = members.indexOf(member);
    return (
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
    );
  };

  return (
    <div className={styles.strip}>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the buttons inside take the keys */}
      <div className={styles.rows} onKeyDown={focus.onKeyDown}>
        {inRows(members, compact ? COMPACT_ROW : MOST_LARGE_CELLS).map(row => (
          <MemberRow
            key={row[0]?.ordinal}
            name={name}
            members={row}
            compact={compact}
            assessment={assessment}
            renderCell={renderCell}
          />
        ))}
      </div>
      <StripLegend assessment={assessment} />
      {open && <MemberDetail id={detailId} member={open} now={now} />}
    </div>
  );
}
