import { z } from 'zod';

/** How a chosen pod behaves instead of simply becoming ready. */
export const behaviourSchema = z.discriminatedUnion('kind', [
  /** Becomes ready, but only after so many seconds. */
  z.strictObject({
    kind: z.literal('slow'),
    seconds: z.number().positive(),
  }),
  /** Its container ends again and again; `restarts` have happened already when it is first seen. */
  z.strictObject({
    kind: z.literal('crashLoop'),
    exitCode: z.number().int().min(1).max(255).default(1),
    reason: z.enum(['Error', 'OOMKilled']).default('Error'),
    restarts: z.number().int().min(2).default(2),
  }),
  z.strictObject({ kind: z.literal('imagePullFailure') }),
  /** Runs, but its readiness probe never succeeds. */
  z.strictObject({ kind: z.literal('neverReady') }),
  /** Becomes ready, but never ends once it is being deleted. */
  z.strictObject({ kind: z.literal('stuckTerminating') }),
]);
export type Behaviour = z.infer<typeof behaviourSchema>;

/** Which pods a behaviour is for; everything that is named has to match. */
export const podChoiceSchema = z.strictObject({
  namespace: z.string(),
  statefulSet: z.string().optional(),
  pod: z.string().optional(),
  image: z.string().optional(),
});
export type PodChoice = z.infer<typeof podChoiceSchema>;
