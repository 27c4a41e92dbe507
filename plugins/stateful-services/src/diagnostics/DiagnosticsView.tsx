import {
  ClusterDiagnostics,
  Diagnostics,
  statefulServicesDiagnosticsReadPermission,
} from 'backstage-plugin-stateful-services-common';
import { Reading } from '../hooks/reading';
import { ErrorView } from '../reading/ErrorView';
import { ForbiddenView } from '../reading/ForbiddenView';
import { ListSkeleton } from '../reading/ListSkeleton';
import { Notice } from '../reading/Notice';
import { StaleAnswerNotice } from '../reading/StaleAnswerNotice';
import { LEVEL_LOOK } from '../status/levelLook';
import { StatusIcon } from '../status/StatusIcon';
import tokens from '../status/tokens.module.css';
import { STATUS_LOOK } from './clusterLook';
import { ClusterTable } from './ClusterTable';
import styles from './DiagnosticsView.module.css';

export interface DiagnosticsViewProps {
  readonly state: Reading<Diagnostics>;
  readonly now: number;
  readonly onRetry: () => void;
}

/** Those in trouble first, then by name. */
function inOrder(clusters: readonly ClusterDiagnostics[]) {
  const isFine = ({ state }: ClusterDiagnostics) => Number(state === 'synced');
  return [...clusters].sort(
    (a, b) => isFine(a) - isFine(b) || a.title.localeCompare(b.title),
  );
}

function Content({ state, now, onRetry }: DiagnosticsViewProps) {
  switch (state.status) {
    case 'loading':
      return <ListSkeleton label="Reading how clusters are read" />;
    case 'forbidden':
      return (
        <ForbiddenView
          title="You may not see how clusters are read."
          permission={statefulServicesDiagnosticsReadPermission.name}
        />
      );
    case 'error':
      return (
        <ErrorView
          title="How clusters are read could not be found out."
          message={state.message}
          retrying={state.retrying}
          onRetry={onRetry}
        />
      );
    case 'ready': {
      const look = STATUS_LOOK[state.answer.status];
      return (
        <>
          {state.failure !== undefined && (
            <StaleAnswerNotice message={state.failure} />
          )}
          <p className={styles.status}>
            <StatusIcon look={look} size={24} />
            {look.text}
          </p>
          {state.answer.clusters.length === 0 && (
            <p className={styles.empty}>No cluster is configured.</p>
          )}
          {state.answer.unwatched.map(({ origin, message }) => (
            <Notice
              key={origin}
              framed
              look={LEVEL_LOOK.unknown}
              title={`${origin} is not watched.`}
            >
              <p>{message}</p>
            </Notice>
          ))}
          {inOrder(state.answer.clusters).map(cluster => (
            <ClusterTable key={cluster.name} cluster={cluster} now={now} />
          ))}
        </>
      );
    }
    default: {
      const impossible: never = state;
      return impossible;
    }
  }
}

/** How the clusters are read, in any state of knowing it. */
export function DiagnosticsView(props: DiagnosticsViewProps) {
  return (
    <div className={`${tokens.tokens} ${styles.content}`}>
      <Content {...props} />
    </div>
  );
}
