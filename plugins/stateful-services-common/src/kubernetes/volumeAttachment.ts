import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/**
 * A VolumeAttachment, reduced to what the rules read.
 *
 * @public
 */
export interface VolumeAttachmentRecord extends ObjectRecord {
  readonly nodeName: string;
  /** Absent when the volume is described inline, which no claim is. */
  readonly volumeName?: string;
  readonly attached: boolean;
  /** What the driver answered when it last failed to attach or detach. */
  readonly attachError?: string;
  readonly detachError?: string;
}

const failure = z.object({ message: z.string().nullish() }).nullish();

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    nodeName: z.string(),
    source: z.object({ persistentVolumeName: z.string().nullish() }),
  }),
  status: z
    .object({
      attached: z.boolean().nullish(),
      attachError: failure,
      detachError: failure,
    })
    .nullish(),
});

/**
 * @throws ZodError naming the path when the object is not a VolumeAttachment as storage.k8s.io/v1 describes it.
 *
 * @public
 */
export function parseVolumeAttachment(raw: unknown): VolumeAttachmentRecord {
  const { metadata, spec, status } = schema.parse(raw);
  const volumeName = spec.source.persistentVolumeName;
  const { attachError, detachError } = status ?? {};
  return {
    ...projectMetadata(metadata),
    nodeName: spec.nodeName,
    ...(volumeName && { volumeName }),
    attached: status?.attached ?? false,
    ...(attachError && { attachError: attachError.message ?? '' }),
    ...(detachError && { detachError: detachError.message ?? '' }),
  };
}
