import { useCallback, useEffect, useRef, useState } from 'react';
import useLatest from 'react-use/esm/useLatest';
import { Outcome } from '../client/StatefulServicesApi';
import { afterOutcome, Reading } from './reading';
import { RefreshLoop, startRefreshLoop } from './refreshLoop';

/** How often is asked when nothing says that something has changed. */
export const REFRESH_INTERVAL_MS = 10_000;

const LOADING = { status: 'loading' } as const;

/** Asks for something again and again while the page is visible. What is known of another `subject` is forgotten. */
export function useReading<TAnswer>(
  subject: string,
  ask: (signal: AbortSignal) => Promise<Outcome<TAnswer>>,
  intervalMs = REFRESH_INTERVAL_MS,
): { readonly state: Reading<TAnswer>; readonly refresh: () => void } {
  const [reading, setReading] = useState<{
    readonly subject: string;
    readonly state: Reading<TAnswer>;
  }>({ subject, state: LOADING });
  const latestAsk = useLatest(ask);
  const loopRef = useRef<RefreshLoop>();

  useEffect(() => {
    const update = (step: (state: Reading<TAnswer>) => Reading<TAnswer>) =>
      setReading(last => ({
        subject,
        state: step(last.subject === subject ? last.state : LOADING),
      }));
    const loop = startRefreshLoop({
      intervalMs,
      startPaused: document.hidden,
      async load(signal) {
        update(state =>
          state.status === 'error' ? { ...state, retrying: true } : state,
        );
        const outcome = await latestAsk.current(signal);
        if (!signal.aborted) {
          update(state => afterOutcome(state, outcome, Date.now()));
        }
      },
    });
    loopRef.current = loop;
    const followVisibility = () =>
      document.hidden ? loop.pause() : loop.resume();
    document.addEventListener('visibilitychange', followVisibility);
    return () => {
      document.removeEventListener('visibilitychange', followVisibility);
      loop.stop();
    };
  }, [latestAsk, subject, intervalMs]);

  const refresh = useCallback(() => loopRef.current?.request(), []);
  return {
    state: reading.subject === subject ? reading.state : LOADING,
    refresh,
  };
}
