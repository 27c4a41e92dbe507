import { ReactNode } from 'react';
import {
  Timeline,
  TimelineEntry,
} from 'backstage-plugin-stateful-services-common';
import { RiEdit2Line, RiLoopLeftLine } from '@remixicon/react';
import { SEVERITY_LOOK } from '../status/findingLook';
import { Look } from '../status/look';
import { StatusIcon } from '../status/StatusIcon';
import {
  describeAuthor,
  describeChange,
  describeFindingDuration,
  describeRollout,
} from './describeEntry';
import { MemberBars } from './MemberBars';
import { layoutMembers } from './layoutMembers';
import styles from './TimelineItem.module.css';

export interface TimelineItemProps {
  readonly entry: TimelineEntry;
  readonly durations: Timeline['durations'];
  /** Shown when the entity has several sets. */
  readonly set?: string;
  /** Milliseconds since the epoch; what goes on is counted up to here. */
  readonly now: number;
}

const ROLLOUT: Look = {
  icon: RiLoopLeftLine,
  text: 'Rollout',
  level: 'working',
};
const CHANGE: Look = { icon: RiEdit2Line, text: 'Change', level: 'unknown' };

interface Content {
  readonly look: Look;
  readonly at: string;
  readonly title: string;
  readonly detail?: ReactNode;
}

function contentOf({ entry, durations, now }: TimelineItemProps): Content {
  switch (entry.kind) {
    case 'rollout': {
      const usual = durations.find(({ key }) => key === entry.key);
      return {
        look: ROLLOUT,
        at: entry.startedAt,
        title: describeRollout(entry, now),
        detail: <MemberBars bars={layoutMembers(entry, usual, now)} />,
      };
    }
    case 'finding':
      return {
        look: SEVERITY_LOOK[entry.severity],
        at: entry.openedAt,
        title: entry.title,
        detail: describeFindingDuration(entry, now),
      };
    case 'change':
      return {
        look: CHANGE,
        at: entry.at,
        title: describeChange(entry),
        detail: describeAuthor(entry),
      };
    default: {
      const impossible: never = entry;
      return impossible;
    }
  }
}

/** One thing that happened: what, when, and for how long. */
export function TimelineItem(props: TimelineItemProps) {
  const { look, at, title, detail } = contentOf(props);
  return (
    <li className={styles.item}>
      <StatusIcon look={look} size={20} />
      <div className={styles.content}>
        <p className={styles.title}>{title}</p>
        <p className={styles.facts}>
          <span>{look.text}</span>
          <time dateTime={at}>{new Date(at).toLocaleString()}</time>
          {props.set && <span>{props.set}</span>}
        </p>
        {detail && <div className={styles.detail}>{detail}</div>}
      </div>
    </li>
  );
}
