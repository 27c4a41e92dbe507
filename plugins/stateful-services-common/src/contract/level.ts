import { z } from 'zod';

/**
 * How much attention something needs, from `fine` to `critical`; `unknown` when it could not be read.
 * The same five words are used for an axis, a member, a service and a fleet.
 *
 * @public
 */
export const levelSchema = z.enum([
  'fine',
  'working',
  'attention',
  'critical',
  'unknown',
]);
/** @public */
export type Level = z.infer<typeof levelSchema>;
