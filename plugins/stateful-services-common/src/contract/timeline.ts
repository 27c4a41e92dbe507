import { z } from 'zod';
import { severitySchema } from './finding';

const ofSet = {
  /** Unique among the entries of all sets. */
  id: z.string(),
  /** `cluster/namespace/name` of the set. */
  key: z.string(),
};

/**
 * What a rollout did to one member. Times are RFC 3339; absent means that it has not happened, or that nobody saw it.
 *
 * @public
 */
export const replacementSchema = z.object({
  ordinal: z.number().int(),
  /** When the old pod was asked to stop. */
  stopAskedAt: z.string().optional(),
  /** When the new pod was created. */
  createdAt: z.string().optional(),
  /** When the new pod had been ready for minReadySeconds. */
  availableAt: z.string().optional(),
});
/** @public */
export type Replacement = z.infer<typeof replacementSchema>;

/**
 * `superseded`: another change came before it was over. `deleted`: the set went away.
 *
 * @public
 */
export const rolloutOutcomeSchema = z.enum([
  'running',
  'completed',
  'superseded',
  'deleted',
]);
/** @public */
export type RolloutOutcome = z.infer<typeof rolloutOutcomeSchema>;

/**
 * Something in the past of a set. Times are RFC 3339, revisions short.
 *
 * @public
 */
export const timelineEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rollout'),
    ...ofSet,
    revision: z.string(),
    outcome: rolloutOutcomeSchema,
    startedAt: z.string(),
    endedAt: z.string().optional(),
    /** Ascending ordinals. */
    replacements: z.array(replacementSchema),
  }),
  z.object({
    kind: z.literal('finding'),
    ...ofSet,
    /** Id of the rule, e.g. `roll.trap`. */
    rule: z.string(),
    severity: severitySchema,
    /** As it was said first. */
    title: z.string(),
    ordinal: z.number().int().optional(),
    openedAt: z.string(),
    /** Absent while it is open. */
    closedAt: z.string().optional(),
  }),
  z.object({
    kind: z.literal('change'),
    ...ofSet,
    at: z.string(),
    revision: z.string(),
    previousRevision: z.string(),
    images: z.array(z.string()),
    previousImages: z.array(z.string()),
    replicas: z.number().int(),
    previousReplicas: z.number().int(),
    /** Who wrote it: a release, an application or a field manager; absent when the object does not say. */
    author: z.string().optional(),
    /** Why, when somebody said so. */
    cause: z.string().optional(),
  }),
]);
/** @public */
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/**
 * Answer of `GET /reports/by-entity/{kind}/{namespace}/{name}/timeline`.
 *
 * @public
 */
export const timelineSchema = z.object({
  entityRef: z.string(),
  generatedAt: z.string(),
  /** Latest first. */
  items: z.array(timelineEntrySchema),
  /** Asks for the entries before these; absent when there are none. */
  nextCursor: z.string().optional(),
  /** What members of each set take; a set without samples is left out. */
  durations: z.array(
    z.object({
      key: z.string(),
      /** Replaced members that the figures rest on. */
      samples: z.number().int(),
      /** From the stop of the old pod until the new one is available. */
      replacementP50Ms: z.number(),
      replacementP95Ms: z.number(),
      /** From the stop of the old pod until it is gone; absent when that was never seen. */
      stopP50Ms: z.number().optional(),
      stopP95Ms: z.number().optional(),
    }),
  ),
  /** Clusters in which nothing is being recorded at the moment, and why. */
  paused: z.array(z.object({ cluster: z.string(), message: z.string() })),
});
/** @public */
export type Timeline = z.infer<typeof timelineSchema>;
