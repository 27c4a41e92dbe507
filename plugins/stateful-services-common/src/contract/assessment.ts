import { z } from 'zod';
import { acknowledgedFindingSchema, findingSchema } from './finding';
import { levelSchema } from './level';
import { memberSchema } from './member';

/**
 * Why a rollout cannot proceed although nothing is left to wait for.
 *
 * @public
 */
export const blockReasonSchema = z.enum([
  'TrapDeletePod',
  'BadRevision',
  'PredecessorUnhealthy',
  'CreateRefused',
  'NameConflict',
  'TerminatingStuck',
  'NodeLost',
  'ClaimBlocked',
  'BudgetSpent',
  'ScaleDownBlocked',
]);
/** @public */
export type BlockReason = z.infer<typeof blockReasonSchema>;

const progress = {
  /** Members that run the update revision and are available. */
  updated: z.number().int(),
  /** Members that are to run it: the replicas less those that the partition holds. */
  target: z.number().int(),
};

/**
 * Is the desired revision and scale being applied? The order of the states is their precedence (first match wins).
 *
 * @public
 */
export const rolloutSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('Unknown'), reason: z.string() }),
  z.object({ state: z.literal('Deleting') }),
  z.object({ state: z.literal('NotObserved') }),
  z.object({
    state: z.literal('Blocked'),
    reason: blockReasonSchema,
    ordinal: z.number().int().optional(),
    ...progress,
  }),
  z.object({
    state: z.literal('Stalled'),
    ordinal: z.number().int(),
    ...progress,
  }),
  z.object({ state: z.literal('Recreating'), ...progress }),
  z.object({ state: z.literal('ScalingDown'), condemned: z.number().int() }),
  z.object({ state: z.literal('ScalingUp'), missing: z.number().int() }),
  z.object({
    state: z.literal('RollingOut'),
    ordinal: z.number().int().optional(),
    /** By what members usually take; absent when too little is known of that. */
    secondsLeft: z.number().int().optional(),
    ...progress,
  }),
  z.object({
    state: z.literal('Settling'),
    secondsLeft: z.number().int().optional(),
    ...progress,
  }),
  z.object({ state: z.literal('PendingManual'), pending: z.number().int() }),
  z.object({ state: z.literal('StagedNone'), partition: z.number().int() }),
  z.object({
    state: z.literal('Staged'),
    held: z.number().int(),
    partition: z.number().int(),
  }),
  z.object({ state: z.literal('ScaledToZero') }),
  z.object({ state: z.literal('Complete') }),
]);
/** @public */
export type Rollout = z.infer<typeof rolloutSchema>;
/** @public */
export type RolloutState = Rollout['state'];

/**
 * Do the members serve? `quorum` is present when a majority is needed to write.
 *
 * @public
 */
export const availabilitySchema = z.object({
  state: z.enum([
    'Full',
    'Soaking',
    'Reduced',
    'AtRisk',
    'QuorumLost',
    'Down',
    'Starting',
    'None',
    'Unknown',
  ]),
  ready: z.number().int(),
  available: z.number().int(),
  replicas: z.number().int(),
  quorum: z.number().int().optional(),
});
/** @public */
export type Availability = z.infer<typeof availabilitySchema>;

/**
 * The volumes of the set taken together.
 *
 * @public
 */
export const storageSchema = z.object({
  state: z.enum([
    'Bound',
    'Pending',
    'Expanding',
    'Filling',
    'Blocked',
    'Lost',
    'None',
    'Unknown',
  ]),
  claims: z.number().int(),
  /** Capacity of each claim in bytes, ascending and without repeats. */
  sizesBytes: z.array(z.number()),
  fullest: z
    .object({
      ordinal: z.number().int(),
      claimName: z.string(),
      usedRatio: z.number().min(0),
    })
    .optional(),
});
/** @public */
export type Storage = z.infer<typeof storageSchema>;

/**
 * The judgement of one StatefulSet at one time: the four axes, the members and the findings.
 *
 * @public
 */
export const assessmentSchema = z.object({
  /** The worst of the axes. */
  level: levelSchema,
  levels: z.object({
    rollout: levelSchema,
    availability: levelSchema,
    storage: levelSchema,
    risk: levelSchema,
  }),
  /** One sentence that says what is going on. */
  headline: z.string(),
  /** What to do next; absent when there is nothing to do. */
  nextStep: z.string().optional(),
  rollout: rolloutSchema,
  availability: availabilitySchema,
  storage: storageSchema,
  /** Wanted replicas. */
  replicas: z.number().int(),
  startOrdinal: z.number().int(),
  /** Members below `startOrdinal + partition` are held; clamped to 0..replicas; 0 unless RollingUpdate. */
  partition: z.number().int(),
  updateStrategy: z.enum(['RollingUpdate', 'OnDelete', 'Recreate']),
  podManagementPolicy: z.enum(['OrderedReady', 'Parallel']),
  /** Short revisions. */
  currentRevision: z.string(),
  updateRevision: z.string(),
  images: z.array(z.string()),
  /** Ascending ordinals: the wanted ones and the condemned ones. */
  members: z.array(memberSchema),
  /** Worst first. */
  findings: z.array(findingSchema),
  /** What somebody has decided to live with for a while, worst first. It weighs on no axis. */
  acknowledged: z.array(acknowledgedFindingSchema),
  /** Inputs that could not be read, so that what depends on them is unknown. */
  unknowns: z.array(z.object({ input: z.string(), message: z.string() })),
});
/** @public */
export type Assessment = z.infer<typeof assessmentSchema>;
