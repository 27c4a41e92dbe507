import { RiHistoryLine, RiRefreshLine } from '@remixicon/react';
import { formatDuration } from 'backstage-plugin-stateful-services-common';
import { REFRESH_INTERVAL_MS } from '../hooks/useReading';
import { Freshness } from './freshness';
import styles from './FreshnessIndicator.module.css';

export interface FreshnessIndicatorProps {
  readonly freshness: Freshness;
}

/** Says in the corner of the card whether what it shows is current. */
export function FreshnessIndicator({ freshness }: FreshnessIndicatorProps) {
  switch (freshness.kind) {
    case 'live':
      return (
        <span className={styles.indicator}>
          <span className={styles.dot} />
          Live
        </span>
      );
    case 'polling':
      return (
        <span className={styles.indicator}>
          <RiRefreshLine aria-hidden size={14} />
          Every {formatDuration(REFRESH_INTERVAL_MS)}
        </span>
      );
    case 'stale':
      return (
        <span className={styles.indicator}>
          <RiHistoryLine aria-hidden size={14} />
          {formatDuration(freshness.ageMs)} old
        </span>
      );
    default: {
      const impossible: never = freshness;
      return impossible;
    }
  }
}
