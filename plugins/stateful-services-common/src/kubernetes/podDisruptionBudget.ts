import { z } from 'zod';
import {
  LabelSelector,
  labelSelectorSchema,
  projectLabelSelector,
} from './labelSelector';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';
import { typedReader } from './typedObject';

/**
 * A PodDisruptionBudget, reduced to what the rules read.
 *
 * @public
 */
export interface PodDisruptionBudgetRecord extends ObjectRecord {
  /** Absent: it selects nothing. */
  readonly selector?: LabelSelector;
  /** A number, or a share such as `50%`. */
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  /** True when unhealthy pods may be evicted whatever the budget says. */
  readonly evictsUnhealthy: boolean;
  /** False while its status speaks of an older specification. */
  readonly observed: boolean;
  /** Reason of the condition DisruptionAllowed, e.g. `SyncFailed`. */
  readonly reason?: string;
  readonly message?: string;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
}

const amount = z.union([z.number(), z.string()]).nullish();

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    selector: labelSelectorSchema.nullish(),
    minAvailable: amount,
    maxUnavailable: amount,
    unhealthyPodEvictionPolicy: z.string().nullish(),
  }),
  status: z
    .object({
      observedGeneration: z.number().nullish(),
      disruptionsAllowed: z.number().nullish(),
      currentHealthy: z.number().nullish(),
      desiredHealthy: z.number().nullish(),
      expectedPods: z.number().nullish(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            reason: z.string().nullish(),
            message: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

type Parsed = z.infer<typeof schema>;

function projectPodDisruptionBudget({
  metadata,
  spec,
  status,
}: Parsed): PodDisruptionBudgetRecord {
  const condition = status?.conditions?.find(
    ({ type }) => type === 'DisruptionAllowed',
  );
  return {
    ...projectMetadata(metadata),
    ...(spec.selector && { selector: projectLabelSelector(spec.selector) }),
    ...(typeof spec.minAvailable !== 'undefined' &&
      spec.minAvailable !== null && { minAvailable: spec.minAvailable }),
    ...(typeof spec.maxUnavailable !== 'undefined' &&
      spec.maxUnavailable !== null && { maxUnavailable: spec.maxUnavailable }),
    evictsUnhealthy: spec.unhealthyPodEvictionPolicy === 'AlwaysAllow',
    observed: (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0),
    ...(condition?.reason && { reason: condition.reason }),
    ...(condition?.message && { message: condition.message }),
    disruptionsAllowed: status?.disruptionsAllowed ?? 0,
    currentHealthy: status?.currentHealthy ?? 0,
    desiredHealthy: status?.desiredHealthy ?? 0,
    expectedPods: status?.expectedPods ?? 0,
  };
}

/**
 * @throws ZodError naming the path when the object is not a PodDisruptionBudget as policy/v1 describes it.
 *
 * @public
 */
export function parsePodDisruptionBudget(
  raw: unknown,
): PodDisruptionBudgetRecord {
  return projectPodDisruptionBudget(schema.parse(raw));
}

/**
 * As {@link parsePodDisruptionBudget}, of an object whose fields are known to have their types.
 *
 * @public
 */
export const parseTypedPodDisruptionBudget = typedReader(
  projectPodDisruptionBudget,
);
