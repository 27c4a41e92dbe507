import { z } from 'zod';

/** Channel on which the backend says that the report of an entity has changed. */
export const REPORT_CHANGED_CHANNEL = 'stateful-services:report-changed';

/** Carries no data: channels know no permissions, so the page asks the API again. */
export const reportChangedSignalSchema = z.object({
  entityRef: z.string(),
  /** Grows with each change. */
  revision: z.number().int(),
});
export type ReportChangedSignal = z.infer<typeof reportChangedSignalSchema>;
