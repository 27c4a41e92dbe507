import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/**
 * A Node, reduced to what the rules read.
 *
 * @public
 */
export interface NodeRecord extends ObjectRecord {
  readonly zone?: string;
  /** `Unknown` when the kubelet has stopped reporting. */
  readonly ready: 'True' | 'False' | 'Unknown';
  readonly readySince?: string;
  readonly unschedulable: boolean;
  /** Conditions other than Ready that are True, e.g. `DiskPressure`: each says that something is wrong. */
  readonly troubles: readonly {
    readonly type: string;
    readonly since?: string;
  }[];
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({ unschedulable: z.boolean().nullish() }).nullish(),
  status: z
    .object({
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.enum(['True', 'False', 'Unknown']),
            lastTransitionTime: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

/**
 * @throws ZodError naming the path when the object is not a Node as v1 describes it.
 *
 * @public
 */
export function parseNode(raw: unknown): NodeRecord {
  const { metadata, spec, status } = schema.parse(raw);
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const zone = metadata.labels?.['topology.kubernetes.io/zone'];
  return {
    ...projectMetadata(metadata),
    ...(zone && { zone }),
    ready: ready?.status ?? 'Unknown',
    ...(ready?.lastTransitionTime && { readySince: ready.lastTransitionTime }),
    unschedulable: spec?.unschedulable ?? false,
    troubles: (status?.conditions ?? [])
      .filter(
        condition => condition.type !== 'Ready' && condition.status === 'True',
      )
      .map(({ type, lastTransitionTime }) => ({
        type,
        ...(lastTransitionTime && { since: lastTransitionTime }),
      })),
  };
}
