import { ReactNode } from 'react';
import { act, renderHook } from '@testing-library/react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { REPORT_CHANGED_CHANNEL } from 'backstage-plugin-stateful-services-common';
import {
  Outcome,
  statefulServicesApiRef,
} from '../../client/StatefulServicesApi';

/** A backend whose answers the test gives one by one, whatever is asked. */
class Backend<TAnswer> {
  readonly open: ((outcome: Outcome<TAnswer>) => void)[] = [];
  asked = 0;
  signal: AbortSignal | undefined;

  #ask = (_ref: unknown, options?: { signal?: AbortSignal }) => {
    this.asked += 1;
    this.signal = options?.signal;
    return new Promise<Outcome<TAnswer>>(resolve => this.open.push(resolve));
  };
  getEntityReport = this.#ask;
  getEntityTimeline = this.#ask;

  answer(outcome: Outcome<TAnswer>) {
    return act(async () => this.open.shift()?.(outcome));
  }
}

/** Renders a hook that asks the backend, in an app with signals or without. */
export function startHook<TAnswer, TResult>(
  useHook: () => TResult,
  options: { signals: boolean } = { signals: true },
) {
  const backend = new Backend<TAnswer>();
  const listeners = new Set<(message: object) => void>();
  const signals = {
    subscribe(channel: string, listener: (message: never) => void) {
      // The test sends what the listener is to check by itself.
      const untyped = listener as (message: object) => void;
      if (channel === REPORT_CHANGED_CHANNEL) {
        listeners.add(untyped);
      }
      return { unsubscribe: () => void listeners.delete(untyped) };
    },
  };
  // The hook asks for one thing only, and the test answers with its type.
  const api = backend as Pick<Backend<never>, 'getEntityReport'>;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider
      apis={[
        [statefulServicesApiRef, api],
        ...(options.signals ? [[signalApiRef, signals] as const] : []),
      ]}
    >
      {children}
    </TestApiProvider>
  );
  return {
    ...renderHook(useHook, { wrapper }),
    backend,
    listeners,
    send: (message: object) =>
      act(async () => listeners.forEach(listener => listener(message))),
  };
}

/** Hides the page, or shows it. Undone by `Reflect.deleteProperty(document, 'hidden')`. */
export function setHidden(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    value: hidden,
    configurable: true,
  });
  return act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** Lets time pass on fake timers. */
export function pass(ms: number) {
  return act(() => jest.advanceTimersByTimeAsync(ms));
}
