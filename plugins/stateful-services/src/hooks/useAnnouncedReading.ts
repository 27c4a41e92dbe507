import { useEffect } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  REPORT_CHANGED_CHANNEL,
  reportChangedSignalSchema,
} from 'backstage-plugin-stateful-services-common';
import { Outcome } from '../client/StatefulServicesApi';
import { Reading } from './reading';
import { REFRESH_INTERVAL_MS, useReading } from './useReading';

export interface AnnouncedReading<TAnswer> {
  readonly state: Reading<TAnswer>;
  /** True when changes are announced, so that they show at once and not only with the slow refresh. */
  readonly announced: boolean;
  readonly refresh: () => void;
}

function isAbout(message: unknown, entityRef: string): boolean {
  const signal = reportChangedSignalSchema.safeParse(message);
  return (
    signal.success &&
    signal.data.entityRef.toLocaleLowerCase('en-US') === entityRef
  );
}

/**
 * Keeps something about an entity current for as long as the page is visible: asks when the backend says that it has changed,
 * and now and then in case that was missed.
 *
 * @param announcedIntervalMs - how often is asked where changes are announced.
 */
export function useAnnouncedReading<TAnswer>(
  entityRef: string,
  ask: (signal: AbortSignal) => Promise<Outcome<TAnswer>>,
  announcedIntervalMs = REFRESH_INTERVAL_MS,
): AnnouncedReading<TAnswer> {
  const signals = useApiHolder().get(signalApiRef);
  const announced = signals !== undefined;
  const { state, refresh } = useReading(
    entityRef,
    ask,
    announced ? announcedIntervalMs : REFRESH_INTERVAL_MS,
  );

  useEffect(() => {
    const subscription = signals?.subscribe(REPORT_CHANGED_CHANNEL, message => {
      if (isAbout(message, entityRef)) {
        refresh();
      }
    });
    return () => subscription?.unsubscribe();
  }, [signals, entityRef, refresh]);

  return { state, announced, refresh };
}
