import { Content, Header, Page } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { statefulServicesApiRef } from '../client/StatefulServicesApi';
import { timeOf } from '../hooks/reading';
import { useNow } from '../hooks/useNow';
import { useReading } from '../hooks/useReading';
import { DiagnosticsView } from './DiagnosticsView';

/** How often durations on the page go on. */
const TICK_MS = 1_000;

/** Shows those who run the portal how each resource of each cluster is read. */
export function DiagnosticsPage() {
  const api = useApi(statefulServicesApiRef);
  const clock = useNow(TICK_MS);
  const { state, refresh } = useReading('diagnostics', signal =>
    api.getDiagnostics({ signal }),
  );
  return (
    <Page themeId="tool">
      <Header
        title="Cluster diagnostics"
        subtitle="How stateful services are read"
      />
      <Content>
        <DiagnosticsView
          state={state}
          now={timeOf(state, clock)}
          onRetry={refresh}
        />
      </Content>
    </Page>
  );
}
