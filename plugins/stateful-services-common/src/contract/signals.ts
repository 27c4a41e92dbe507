import { z } from 'zod';

/**
 * Channel on which the backend says that the report of an entity has changed.
 *
 * @public
 */
export const REPORT_CHANGED_CHANNEL = 'stateful-services:report-changed';

/**
 * Carries no data: channels know no permissions, so the page asks the API again.
 *
 * @public
 */
export const reportChangedSignalSchema = z.object({
  entityRef: z.string(),
  /** Grows with each change. */
  revision: z.number().int(),
});
/** @public */
export type ReportChangedSignal = z.infer<typeof reportChangedSignalSchema>;
