import { z } from 'zod';
import { levelSchema } from './level';

/**
 * What a member is doing.
 * `missing`: no pod. `conflict`: another owner's pod occupies its name. `pending`: not placed or not started yet.
 * `failing`: cannot start or keeps ending. `notReady`: runs, does not serve. `settling`: ready, but not for
 * minReadySeconds yet. `available`: serves. `terminating`: is being deleted. `lost`: its node does not report.
 *
 * @public
 */
export const memberStateSchema = z.enum([
  'missing',
  'conflict',
  'pending',
  'failing',
  'notReady',
  'settling',
  'available',
  'terminating',
  'lost',
]);
/** @public */
export type MemberState = z.infer<typeof memberStateSchema>;

/**
 * One claim of a member and the volume behind it. Sizes in bytes; absent means not reported or not readable.
 *
 * @public
 */
export const memberClaimSchema = z.object({
  template: z.string(),
  name: z.string(),
  phase: z.enum(['Pending', 'Bound', 'Lost', 'Missing']),
  storageClassName: z.string().optional(),
  volumeName: z.string().optional(),
  zones: z.array(z.string()),
  requestBytes: z.number().optional(),
  capacityBytes: z.number().optional(),
  usedBytes: z.number().optional(),
  expanding: z.boolean(),
});
/** @public */
export type MemberClaim = z.infer<typeof memberClaimSchema>;

/**
 * One ordinal of the set.
 *
 * @public
 */
export const memberSchema = z.object({
  ordinal: z.number().int(),
  podName: z.string(),
  state: memberStateSchema,
  level: levelSchema,
  /** What the state is due to, in a few words, e.g. "CrashLoopBackOff, exit code 1". */
  reason: z.string().optional(),
  /** Short revision (the hash of the ControllerRevision's name); absent without a pod. */
  revision: z.string().optional(),
  /** `update`: runs the revision that is being rolled out. `old`: runs another one. */
  revisionState: z.enum(['update', 'old', 'none']),
  /** True when its ordinal lies below the partition, so that an update does not reach it. */
  heldByPartition: z.boolean(),
  /** True when its ordinal is outside the wanted range and the pod is to go. */
  condemned: z.boolean(),
  restarts: z.number().int(),
  node: z.string().optional(),
  zone: z.string().optional(),
  /** When the current state began, RFC 3339, as far as the API tells. */
  since: z.string().optional(),
  claims: z.array(memberClaimSchema),
});
/** @public */
export type Member = z.infer<typeof memberSchema>;
