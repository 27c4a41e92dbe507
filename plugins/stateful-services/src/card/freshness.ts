import { Reading } from '../hooks/reading';

/** How current the report on the page is. */
export type Freshness =
  /** Changes show at once. */
  | { readonly kind: 'live' }
  /** Changes show with the next slow refresh. */
  | { readonly kind: 'polling' }
  /** The latest refresh failed; `ageMs` is the age of what is shown. */
  | { readonly kind: 'stale'; readonly ageMs: number; readonly reason: string };

/** Undefined while there is no report whose age could matter. */
export function freshnessOf(
  state: Reading<unknown>,
  announced: boolean,
  clock: number,
): Freshness | undefined {
  if (state.status !== 'ready') {
    return undefined;
  }
  if (state.failure !== undefined) {
    return {
      kind: 'stale',
      ageMs: clock - state.receivedAt,
      reason: state.failure,
    };
  }
  return { kind: announced ? 'live' : 'polling' };
}
