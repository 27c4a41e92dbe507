import { z } from 'zod';
import { assessmentSchema } from './assessment';
import { levelSchema } from './level';

/**
 * How a cluster answers. `partial`: some resources may not be read. `broken`: it answers with what is no Kubernetes API.
 *
 * @public
 */
export const clusterStateSchema = z.enum([
  'synced',
  'partial',
  'syncing',
  'unreachable',
  'forbidden',
  'broken',
]);
/** @public */
export type ClusterState = z.infer<typeof clusterStateSchema>;

/** @public */
export const clusterReadingSchema = z.object({
  name: z.string(),
  title: z.string(),
  state: clusterStateSchema,
  /** When the state began, RFC 3339. */
  since: z.string(),
  /** What was tried and what came back, without secrets; absent when synced. */
  message: z.string().optional(),
  /** Namespaces whose sets are read, when not all are. */
  namespaces: z.array(z.string()).optional(),
  /** Resources of which nothing, or nothing new, can be read; in all namespaces unless one is named. */
  unread: z.array(
    z.object({
      resource: z.string(),
      namespace: z.string().optional(),
      message: z.string(),
    }),
  ),
});
/** @public */
export type ClusterReading = z.infer<typeof clusterReadingSchema>;

/**
 * How the sets of an entity are found.
 *
 * @public
 */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('labels'),
    /** As a Kubernetes label selector, e.g. `backstage.io/kubernetes-id=orders-cache`. */
    labelSelector: z.string(),
    namespace: z.string().optional(),
    cluster: z.string().optional(),
  }),
  z.object({
    kind: z.literal('sets'),
    /** The sets that the entity names. Without a cluster: in any. */
    sets: z.array(
      z.object({
        cluster: z.string().optional(),
        namespace: z.string(),
        name: z.string(),
      }),
    ),
  }),
  /** The entity carries none of the annotations. */
  z.object({ kind: z.literal('missing') }),
  /** An annotation is there but cannot be understood. */
  z.object({
    kind: z.literal('invalid'),
    annotation: z.string(),
    message: z.string(),
  }),
]);
/** @public */
export type Selection = z.infer<typeof selectionSchema>;

/** @public */
export const statefulSetReportSchema = z.object({
  /** `cluster/namespace/name`. */
  key: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  assessment: assessmentSchema,
});
/** @public */
export type StatefulSetReport = z.infer<typeof statefulSetReportSchema>;

/**
 * Answer of `GET /reports/by-entity/{kind}/{namespace}/{name}`.
 *
 * @public
 */
export const entityReportSchema = z.object({
  entityRef: z.string(),
  generatedAt: z.string(),
  /** The worst level of the sets; `unknown` when nothing was found or could be read. */
  level: levelSchema,
  selection: selectionSchema,
  /** Clusters that were looked in. */
  clusters: z.array(clusterReadingSchema),
  /** Worst first, then by key. */
  statefulSets: z.array(statefulSetReportSchema),
});
/** @public */
export type EntityReport = z.infer<typeof entityReportSchema>;

/**
 * Answer of `GET /reports`: the entities that the caller may see, worst first.
 *
 * @public
 */
export const fleetReportSchema = z.object({
  generatedAt: z.string(),
  clusters: z.array(clusterReadingSchema),
  items: z.array(entityReportSchema.omit({ clusters: true })),
  /** Entities that match, before paging. */
  totalItems: z.number().int(),
});
/** @public */
export type FleetReport = z.infer<typeof fleetReportSchema>;
