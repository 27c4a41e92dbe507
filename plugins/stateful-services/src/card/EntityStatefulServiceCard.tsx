import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { timeOf } from '../hooks/reading';
import { useEntityReport } from '../hooks/useEntityReport';
import { useNow } from '../hooks/useNow';
import { toCardState } from './cardState';
import { freshnessOf } from './freshness';
import { StatefulServiceCardView } from './StatefulServiceCardView';

/** How often durations on the page go on. */
const TICK_MS = 1_000;

/** Shows how the stateful service of the entity on the page really is. */
export function EntityStatefulServiceCard() {
  const { entity } = useEntity();
  const { state, announced, refresh } = useEntityReport(entity);
  const clock = useNow(TICK_MS);
  return (
    <StatefulServiceCardView
      entityRef={stringifyEntityRef(entity)}
      state={toCardState(state)}
      freshness={freshnessOf(state, announced, clock)}
      now={timeOf(state, clock)}
      onRetry={refresh}
    />
  );
}
