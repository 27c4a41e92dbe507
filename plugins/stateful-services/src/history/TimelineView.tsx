import { Button } from '@backstage/ui';
import { Timeline } from 'backstage-plugin-stateful-services-common';
import { Notice } from '../reading/Notice';
import { LEVEL_LOOK } from '../status/levelLook';
import { TimelineItem } from './TimelineItem';
import { UsualDurations } from './UsualDurations';
import styles from './TimelineView.module.css';

export interface TimelineViewProps {
  readonly timeline: Timeline;
  readonly now: number;
  /** Absent when no more can be shown. */
  readonly onShowEarlier?: () => void;
}

/** What has happened to the sets of an entity, latest first. */
export function TimelineView(props: TimelineViewProps) {
  const { timeline, now, onShowEarlier } = props;
  const { items, durations, paused } = timeline;
  const hasSeveralSets = new Set(items.map(({ key }) => key)).size > 1;
  return (
    <>
      {paused.map(({ cluster, message }) => (
        <Notice
          key={cluster}
          framed
          look={LEVEL_LOOK.unknown}
          title={`What happens in cluster ${cluster} is not being recorded.`}
        >
          <p>{message}</p>
        </Notice>
      ))}
      <UsualDurations durations={durations} />
      {items.length === 0 && (
        <p className={styles.empty}>
          Nothing has happened since the portal began to record.
        </p>
      )}
      <ol className={styles.items}>
        {items.map(entry => (
          <TimelineItem
            key={entry.id}
            entry={entry}
            durations={durations}
            set={hasSeveralSets ? entry.key : undefined}
            now={now}
          />
        ))}
      </ol>
      {onShowEarlier && (
        <Button variant="secondary" size="small" onPress={onShowEarlier}>
          Show earlier
        </Button>
      )}
    </>
  );
}
