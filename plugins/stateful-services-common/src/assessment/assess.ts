import { Assessment } from '../contract/assessment';
import { Observation } from '../observation/observation';

/**
 * Judges one StatefulSet.
 *
 * @param now - milliseconds since the epoch; the only clock that the judgement knows.
 */
export function assess(
  _observation: Observation,
  _context: { readonly now: number },
): Assessment {
  throw new Error('Not implemented');
}
