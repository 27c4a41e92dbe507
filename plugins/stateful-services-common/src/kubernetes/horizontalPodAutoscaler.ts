import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/**
 * A HorizontalPodAutoscaler, reduced to what the rules read.
 *
 * @public
 */
export interface HorizontalPodAutoscalerRecord extends ObjectRecord {
  readonly target: { readonly kind: string; readonly name: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: z.number().nullish(),
    maxReplicas: z.number(),
  }),
});

/**
 * @throws ZodError naming the path when the object is not a HorizontalPodAutoscaler as autoscaling/v2 describes it.
 *
 * @public
 */
export function parseHorizontalPodAutoscaler(
  raw: unknown,
): HorizontalPodAutoscalerRecord {
  const { metadata, spec } = schema.parse(raw);
  const { kind, name } = spec.scaleTargetRef;
  return {
    ...projectMetadata(metadata),
    target: { kind, name },
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
  };
}
