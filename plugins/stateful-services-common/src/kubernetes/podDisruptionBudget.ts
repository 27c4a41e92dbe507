import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/** A PodDisruptionBudget, reduced to what the rules read. */
export interface PodDisruptionBudgetRecord extends ObjectRecord {
  readonly selector: Readonly<Record<string, string>>;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    selector: z
      .object({ matchLabels: z.record(z.string(), z.string()).nullish() })
      .nullish(),
  }),
  status: z
    .object({
      disruptionsAllowed: z.number().nullish(),
      currentHealthy: z.number().nullish(),
      desiredHealthy: z.number().nullish(),
      expectedPods: z.number().nullish(),
    })
    .nullish(),
});

/** @throws ZodError naming the path when the object is not a PodDisruptionBudget as policy/v1 describes it. */
export function parsePodDisruptionBudget(
  raw: unknown,
): PodDisruptionBudgetRecord {
  const { metadata, spec, status } = schema.parse(raw);
  return {
    ...projectMetadata(metadata),
    selector: spec.selector?.matchLabels ?? {},
    disruptionsAllowed: status?.disruptionsAllowed ?? 0,
    currentHealthy: status?.currentHealthy ?? 0,
    desiredHealthy: status?.desiredHealthy ?? 0,
    expectedPods: status?.expectedPods ?? 0,
  };
}
