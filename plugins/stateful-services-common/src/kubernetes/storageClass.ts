import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

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
}

const schema = z.object({
  metadata: metadataSchema,
  provisioner: z.string(),
  allowVolumeExpansion: z.boolean().nullish(),
  reclaimPolicy: z.string().nullish(),
  volumeBindingMode: z.enum(['Immediate', 'WaitForFirstConsumer']).nullish(),
});

/**
 * @throws ZodError naming the path when the object is not a StorageClass as storage.k8s.io/v1 describes it.
 *
 * @public
 */
export function parseStorageClass(raw: unknown): StorageClassRecord {
  const parsed = schema.parse(raw);
  const annotations = parsed.metadata.annotations ?? {};
  return {
    ...projectMetadata(parsed.metadata),
    provisioner: parsed.provisioner,
    isDefault:
      annotations['storageclass.kubernetes.io/is-default-class'] === 'true',
    allowVolumeExpansion: parsed.allowVolumeExpansion ?? false,
    reclaimPolicy: parsed.reclaimPolicy ?? 'Delete',
    volumeBindingMode: parsed.volumeBindingMode ?? 'Immediate',
  };
}
