import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';
import { ZONE_KEY } from './zone';

/**
 * A StorageClass, reduced to what the rules read.
 *
 * @public
 */
export interface StorageClassRecord extends ObjectRecord {
  readonly provisioner: string;
  readonly isDefault: boolean;
  readonly allowVolumeExpansion: boolean;
  readonly reclaimPolicy: string;
  readonly volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer';
  /** Zones that its volumes may be made in; absent when it does not say, so that it may be any. */
  readonly allowedZones?: readonly string[];
}

const schema = z.object({
  metadata: metadataSchema,
  provisioner: z.string(),
  allowVolumeExpansion: z.boolean().nullish(),
  reclaimPolicy: z.string().nullish(),
  volumeBindingMode: z.enum(['Immediate', 'WaitForFirstConsumer']).nullish(),
  allowedTopologies: z
    .array(
      z.object({
        matchLabelExpressions: z
          .array(z.object({ key: z.string(), values: z.array(z.string()) }))
          .nullish(),
      }),
    )
    .nullish(),
});

/**
 * @throws ZodError naming the path when the object is not a StorageClass as storage.k8s.io/v1 describes it.
 *
 * @public
 */
export function parseStorageClass(raw: unknown): StorageClassRecord {
  const parsed = schema.parse(raw);
  const annotations = parsed.metadata.annotations ?? {};
  const zones = (parsed.allowedTopologies ?? [])
    .flatMap(({ matchLabelExpressions }) => matchLabelExpressions ?? [])
    .filter(({ key }) => ZONE_KEY.test(key));
  return {
    ...projectMetadata(parsed.metadata),
    provisioner: parsed.provisioner,
    isDefault:
      annotations['storageclass.kubernetes.io/is-default-class'] === 'true',
    allowVolumeExpansion: parsed.allowVolumeExpansion ?? false,
    reclaimPolicy: parsed.reclaimPolicy ?? 'Delete',
    volumeBindingMode: parsed.volumeBindingMode ?? 'Immediate',
    ...(zones.length > 0 && {
      allowedZones: zones.flatMap(({ values }) => values),
    }),
  };
}
