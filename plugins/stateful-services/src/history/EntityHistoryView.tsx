import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  statefulServicesReportReadPermission,
  Timeline,
} from 'backstage-plugin-stateful-services-common';
import { Reading } from '../hooks/reading';
import { ErrorView } from '../reading/ErrorView';
import { ForbiddenView } from '../reading/ForbiddenView';
import { ListSkeleton } from '../reading/ListSkeleton';
import { StaleAnswerNotice } from '../reading/StaleAnswerNotice';
import tokens from '../status/tokens.module.css';
import styles from './EntityHistoryView.module.css';
import { TimelineView } from './TimelineView';

export interface EntityHistoryViewProps {
  readonly entityRef: string;
  readonly state: Reading<Timeline>;
  readonly now: number;
  readonly onRetry: () => void;
  readonly onShowEarlier?: () => void;
}

function Content(props: EntityHistoryViewProps) {
  const { state, entityRef, now, onRetry, onShowEarlier } = props;
  switch (state.status) {
    case 'loading':
      return <ListSkeleton label="Reading the history" />;
    case 'forbidden':
      return (
        <ForbiddenView
          title="You may not see the history of this service."
          permission={statefulServicesReportReadPermission.name}
          entityRef={entityRef}
        />
      );
    case 'error':
      return (
        <ErrorView
          title="The history of this service could not be read."
          message={state.message}
          retrying={state.retrying}
          onRetry={onRetry}
        />
      );
    case 'ready':
      return (
        <>
          {state.failure !== undefined && (
            <StaleAnswerNotice message={state.failure} />
          )}
          <TimelineView
            timeline={state.answer}
            now={now}
            onShowEarlier={onShowEarlier}
          />
        </>
      );
    default: {
      const impossible: never = state;
      return impossible;
    }
  }
}

/** The history in any of its states. */
export function EntityHistoryView(props: EntityHistoryViewProps) {
  return (
    <EntityInfoCard
      className={`${tokens.tokens} ${styles.card}`}
      title="History"
    >
      <div className={styles.content}>
        <Content {...props} />
      </div>
    </EntityInfoCard>
  );
}
