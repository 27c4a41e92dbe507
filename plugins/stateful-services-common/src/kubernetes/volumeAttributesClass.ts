import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/**
 * A VolumeAttributesClass, of which the rules read only that it exists.
 *
 * @public
 */
export type VolumeAttributesClassRecord = ObjectRecord;

const schema = z.object({ metadata: metadataSchema });

/**
 * @throws ZodError naming the path when the object is not a VolumeAttributesClass as storage.k8s.io/v1 describes it.
 *
 * @public
 */
export function parseVolumeAttributesClass(
  raw: unknown,
): VolumeAttributesClassRecord {
  return projectMetadata(schema.parse(raw).metadata);
}
