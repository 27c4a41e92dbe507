import { z } from 'zod';
import { clusterReadingSchema } from './report';

/**
 * Whether reports rest on what the clusters hold. `starting`: a cluster is being read for the first time. `ready`: all are
 * read. `partlyBlind`: some cannot be read, wholly or in part. `broken`: none can.
 *
 * @public
 */
export const readinessStatusSchema = z.enum([
  'starting',
  'ready',
  'partlyBlind',
  'broken',
]);
/** @public */
export type ReadinessStatus = z.infer<typeof readinessStatusSchema>;

/**
 * A rule of a Role or ClusterRole that would grant what is missing.
 *
 * @public
 */
export const policyRuleSchema = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  verbs: z.array(z.string()),
});

/**
 * How one resource is read, in all namespaces unless one is named. Counts are since the start of the backend, times RFC 3339.
 *
 * @public
 */
export const resourceDiagnosticsSchema = z.object({
  resource: z.string(),
  namespace: z.string().optional(),
  /** `notServed`: the cluster does not have it, and need not. */
  state: z.enum([
    'synced',
    'notServed',
    'syncing',
    'unreachable',
    'forbidden',
    'broken',
  ]),
  /** When the state began. */
  since: z.string(),
  /** When the cluster was last heard of it: an object, or a sign that nothing has changed. */
  heardAt: z.string().optional(),
  objects: z.number().int(),
  /** Objects that were not understood. */
  unreadable: z.number().int(),
  events: z.number().int(),
  receivedBytes: z.number().int(),
  watchRestarts: z.number().int(),
  /** The latest failure, also when it is over. What was tried and what came back, without secrets. */
  lastFailure: z.object({ at: z.string(), message: z.string() }).optional(),
  /** What to add to the role of the portal. */
  missingRule: policyRuleSchema.optional(),
});
/** @public */
export type ResourceDiagnostics = z.infer<typeof resourceDiagnosticsSchema>;

/** @public */
export const clusterDiagnosticsSchema = clusterReadingSchema
  .omit({ unread: true })
  .extend({ resources: z.array(resourceDiagnosticsSchema) });
/** @public */
export type ClusterDiagnostics = z.infer<typeof clusterDiagnosticsSchema>;

/**
 * Clusters that are configured for the Kubernetes plugin and are not watched.
 *
 * @public
 */
export const unwatchedClustersSchema = z.object({
  /** Where they are configured. */
  origin: z.string(),
  /** Why they are not watched, and how else they can be. */
  message: z.string(),
});
/** @public */
export type UnwatchedClusters = z.infer<typeof unwatchedClustersSchema>;

/**
 * Answer of `GET /diagnostics`: how the reading of each cluster goes.
 *
 * @public
 */
export const diagnosticsSchema = z.object({
  generatedAt: z.string(),
  status: readinessStatusSchema,
  clusters: z.array(clusterDiagnosticsSchema),
  unwatched: z.array(unwatchedClustersSchema),
});
/** @public */
export type Diagnostics = z.infer<typeof diagnosticsSchema>;
