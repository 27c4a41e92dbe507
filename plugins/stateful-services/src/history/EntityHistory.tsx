import { useState } from 'react';
import useUpdateEffect from 'react-use/esm/useUpdateEffect';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { timeOf } from '../hooks/reading';
import { useEntityTimeline } from '../hooks/useEntityTimeline';
import { useNow } from '../hooks/useNow';
import { EntityHistoryView } from './EntityHistoryView';

/** How often durations on the page go on. */
const TICK_MS = 1_000;

const FIRST_ENTRIES = 30;

/** As many as the backend gives at once. */
const MOST_ENTRIES = 200;

/** Shows what has happened to the stateful service of the entity on the page. */
export function EntityHistory() {
  const { entity } = useEntity();
  const clock = useNow(TICK_MS);
  const [limit, setLimit] = useState(FIRST_ENTRIES);
  const { state, refresh } = useEntityTimeline(entity, limit);
  useUpdateEffect(refresh, [limit]);
  const canShowMore =
    limit < MOST_ENTRIES &&
    state.status === 'ready' &&
    state.answer.nextCursor !== undefined;
  return (
    <EntityHistoryView
      entityRef={stringifyEntityRef(entity)}
      state={state}
      now={timeOf(state, clock)}
      onRetry={refresh}
      {...(canShowMore && { onShowEarlier: () => setLimit(MOST_ENTRIES) })}
    />
  );
}
