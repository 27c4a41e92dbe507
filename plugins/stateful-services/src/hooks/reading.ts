import { Outcome } from '../client/StatefulServicesApi';

/** What is known at this moment of something that the backend is asked for again and again. */
export type Reading<TAnswer> =
  | { readonly status: 'loading' }
  | {
      readonly status: 'ready';
      readonly answer: TAnswer;
      /** When the answer came in, by the clock of the browser. */
      readonly receivedAt: number;
      /** Why the latest refresh failed; the answer is then the last one that came in. */
      readonly failure?: string;
    }
  | { readonly status: 'forbidden' }
  | {
      readonly status: 'error';
      readonly message: string;
      readonly retrying: boolean;
    };

function withFailure<TAnswer>(
  state: Reading<TAnswer>,
  message: string,
): Reading<TAnswer> {
  return state.status === 'ready'
    ? { ...state, failure: message }
    : { status: 'error', message, retrying: false };
}

/** The state after an answer. A failed refresh keeps the last one; a refused one does not. */
export function afterOutcome<TAnswer>(
  state: Reading<TAnswer>,
  outcome: Outcome<TAnswer>,
  now: number,
): Reading<TAnswer> {
  switch (outcome.kind) {
    case 'answer':
      return { status: 'ready', answer: outcome.answer, receivedAt: now };
    case 'forbidden':
      return { status: 'forbidden' };
    case 'notFound':
      return {
        status: 'error',
        message:
          'The backend does not find this entity in the catalog, or you may not see it. Ask its owner, or reload the page if it was registered just now.',
        retrying: false,
      };
    case 'failed':
      return withFailure(state, outcome.message);
    case 'aborted':
      return state;
    default: {
      const impossible: never = outcome;
      return impossible;
    }
  }
}

/** The time by the clock of the backend, so that a browser whose clock is wrong still shows right durations. */
export function timeOf(
  state: Reading<{ readonly generatedAt: string }>,
  clock: number,
): number {
  return state.status === 'ready'
    ? Date.parse(state.answer.generatedAt) +
        Math.max(0, clock - state.receivedAt)
    : clock;
}
