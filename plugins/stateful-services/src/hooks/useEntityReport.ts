import { useCallback, useEffect, useRef, useState } from 'react';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  REPORT_CHANGED_CHANNEL,
  reportChangedSignalSchema,
} from 'backstage-plugin-stateful-services-common';
import { statefulServicesApiRef } from '../client/StatefulServicesApi';
import { RefreshLoop, startRefreshLoop } from './refreshLoop';
import { afterOutcome, EntityReportState } from './reportState';

/** How often the report is read when nothing says that it has changed. */
export const REFRESH_INTERVAL_MS = 10_000;

export interface EntityReportReading {
  readonly state: EntityReportState;
  /** True when changes are announced, so that they show at once and not only with the slow refresh. */
  readonly announced: boolean;
  readonly refresh: () => void;
}

const LOADING: EntityReportState = { status: 'loading' };

function isAbout(message: unknown, entityRef: string): boolean {
  const signal = reportChangedSignalSchema.safeParse(message);
  return (
    signal.success &&
    signal.data.entityRef.toLocaleLowerCase('en-US') === entityRef
  );
}

/** Keeps the report of an entity current for as long as the page is visible. */
export function useEntityReport(entity: Entity): EntityReportReading {
  const api = useApi(statefulServicesApiRef);
  const signals = useApiHolder().get(signalApiRef);
  const entityRef = stringifyEntityRef(entity);
  const [reading, setReading] = useState({ entityRef, state: LOADING });
  const loopRef = useRef<RefreshLoop>();

  useEffect(() => {
    const update = (step: (state: EntityReportState) => EntityReportState) =>
      setReading(last => ({
        entityRef,
        state: step(last.entityRef === entityRef ? last.state : LOADING),
      }));
    const loop = startRefreshLoop({
      intervalMs: REFRESH_INTERVAL_MS,
      startPaused: document.hidden,
      async load(signal) {
        update(state =>
          state.status === 'error' ? { ...state, retrying: true } : state,
        );
        const outcome = await api.getEntityReport(parseEntityRef(entityRef), {
          signal,
        });
        if (!signal.aborted) {
          update(state => afterOutcome(state, outcome, Date.now()));
        }
      },
    });
    loopRef.current = loop;
    const subscription = signals?.subscribe(REPORT_CHANGED_CHANNEL, message => {
      if (isAbout(message, entityRef)) {
        loop.request();
      }
    });
    const followVisibility = () =>
      document.hidden ? loop.pause() : loop.resume();
    document.addEventListener('visibilitychange', followVisibility);
    return () => {
      document.removeEventListener('visibilitychange', followVisibility);
      subscription?.unsubscribe();
      loop.stop();
    };
  }, [api, signals, entityRef]);

  const refresh = useCallback(() => loopRef.current?.request(), []);
  return {
    state: reading.entityRef === entityRef ? reading.state : LOADING,
    announced: signals !== undefined,
    refresh,
  };
}
