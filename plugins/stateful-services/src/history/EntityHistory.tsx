import { useState } from 'react';
import useUpdateEffect from 'react-use/esm/useUpdateEffect';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { statefulServicesApiRef } from '../client/StatefulServicesApi';
import { timeOf } from '../hooks/reading';
import { useNow } from '../hooks/useNow';
import { useReading } from '../hooks/useReading';
import { EntityHistoryView } from './EntityHistoryView';

/** How often durations on the page go on. */
const TICK_MS = 1_000;

const FIRST_ENTRIES = 30;

/** As many as the backend gives at once. */
const MOST_ENTRIES = 200;

/** Shows what has happened to the stateful service of the entity on the page. */
export function EntityHistory() {
  const { entity } = useEntity();
  const api = useApi(statefulServicesApiRef);
  const entityRef = stringifyEntityRef(entity);
  const clock = useNow(TICK_MS);
  const [limit, setLimit] = useState(FIRST_ENTRIES);
  const { state, refresh } = useReading(entityRef, signal =>
    api.getEntityTimeline(parseEntityRef(entityRef), { limit, signal }),
  );
  useUpdateEffect(refresh, [limit]);
  const canShowMore =
    limit < MOST_ENTRIES &&
    state.status === 'ready' &&
    state.answer.nextCursor !== undefined;
  return (
    <EntityHistoryView
      entityRef={entityRef}
      state={state}
      now={timeOf(state, clock)}
      onRetry={refresh}
      {...(canShowMore && { onShowEarlier: () => setLimit(MOST_ENTRIES) })}
    />
  );
}
