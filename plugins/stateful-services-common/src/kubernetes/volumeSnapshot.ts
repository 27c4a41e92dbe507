import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/**
 * A VolumeSnapshot, reduced to what the rules read.
 *
 * @public
 */
export interface VolumeSnapshotRecord extends ObjectRecord {
  /** Absent when it was made from a snapshot of the provider rather than from a claim. */
  readonly claimName?: string;
  readonly readyToUse: boolean;
  /** When the data were frozen, RFC 3339; absent before. */
  readonly takenAt?: string;
  readonly error?: string;
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    source: z.object({ persistentVolumeClaimName: z.string().nullish() }),
  }),
  status: z
    .object({
      readyToUse: z.boolean().nullish(),
      creationTime: z.string().nullish(),
      error: z.object({ message: z.string().nullish() }).nullish(),
    })
    .nullish(),
});

/**
 * @throws ZodError naming the path when the object is not a VolumeSnapshot as snapshot.storage.k8s.io/v1 describes it.
 *
 * @public
 */
export function parseVolumeSnapshot(raw: unknown): VolumeSnapshotRecord {
  const { metadata, spec, status } = schema.parse(raw);
  const claimName = spec.source.persistentVolumeClaimName;
  return {
    ...projectMetadata(metadata),
    ...(claimName && { claimName }),
    readyToUse: status?.readyToUse ?? false,
    ...(status?.creationTime && { takenAt: status.creationTime }),
    ...(status?.error && { error: status.error.message ?? '' }),
  };
}
