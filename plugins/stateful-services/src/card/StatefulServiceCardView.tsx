import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { VisuallyHidden } from '@backstage/ui';
import { statefulServicesReportReadPermission } from 'backstage-plugin-stateful-services-common';
import { useAnnouncement } from '../hooks/useAnnouncement';
import tokens from '../status/tokens.module.css';
import { CardState } from './cardState';
import { EmptyView } from './EmptyView';
import { ErrorView } from '../reading/ErrorView';
import { ForbiddenView } from '../reading/ForbiddenView';
import { Freshness } from './freshness';
import { FreshnessIndicator } from './FreshnessIndicator';
import { LoadingView } from './LoadingView';
import { MissingSetsNotice } from './MissingSetsNotice';
import { PartialNotice } from './PartialNotice';
import { SetList } from './SetList';
import { StaleNotice } from './StaleNotice';
import styles from './StatefulServiceCardView.module.css';

export interface StatefulServiceCardViewProps {
  readonly entityRef: string;
  readonly state: CardState;
  readonly freshness?: Freshness;
  /** Milliseconds since the epoch; durations are counted up to here. */
  readonly now: number;
  readonly onRetry: () => void;
}

function Content(props: StatefulServiceCardViewProps) {
  const { state, entityRef, now, onRetry } = props;
  switch (state.kind) {
    case 'loading':
      return <LoadingView />;
    case 'empty':
      return <EmptyView report={state.report} />;
    case 'ready':
      return (
        <>
          <MissingSetsNotice report={state.report} />
          <SetList sets={state.report.statefulSets} now={now} />
        </>
      );
    case 'partial':
      return (
        <>
          <PartialNotice
            report={state.report}
            unread={state.unread}
            now={now}
          />
          <MissingSetsNotice report={state.report} />
          <SetList sets={state.report.statefulSets} now={now} />
        </>
      );
    case 'forbidden':
      return (
        <ForbiddenView
          title="You may not see the state of this service."
          permission={statefulServicesReportReadPermission.name}
          entityRef={entityRef}
        />
      );
    case 'error':
      return (
        <ErrorView
          title="The state of this service could not be read."
          message={state.message}
          retrying={state.retrying}
          onRetry={onRetry}
        />
      );
    default: {
      const impossible: never = state;
      return impossible;
    }
  }
}

function newsOf(state: CardState): string | undefined {
  return 'report' in state
    ? state.report.statefulSets[0]?.assessment.headline
    : undefined;
}

/** The card in any of its states. */
export function StatefulServiceCardView(props: StatefulServiceCardViewProps) {
  const { freshness, onRetry } = props;
  const announcement = useAnnouncement(newsOf(props.state));
  return (
    <EntityInfoCard
      className={`${tokens.tokens} ${styles.card}`}
      title="Rollout"
      headerActions={freshness && <FreshnessIndicator freshness={freshness} />}
    >
      <div
        className={styles.content}
        data-stale={freshness?.kind === 'stale' || undefined}
      >
        {freshness?.kind === 'stale' && (
          <StaleNotice {...freshness} onRetry={onRetry} />
        )}
        <Content {...props} />
      </div>
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
    </EntityInfoCard>
  );
}
