import { z } from 'zod';
import {
  controllerOf,
  metadataSchema,
  ObjectRecord,
  projectMetadata,
} from './metadata';

/**
 * A ControllerRevision, reduced to what the rules read.
 *
 * @public
 */
export interface ControllerRevisionRecord extends ObjectRecord {
  /** Uid of the set that it belongs to. */
  readonly ownerUid?: string;
  /**
   * Grows with each change of the template. Going back to an older template raises the number of its old revision, so
   * that this, and not the age, says which revision is wanted last.
   */
  readonly revision: number;
}

const schema = z.object({ metadata: metadataSchema, revision: z.number() });

/**
 * @throws ZodError naming the path when the object is not a ControllerRevision as apps/v1 describes it.
 *
 * @public
 */
export function parseControllerRevision(
  raw: unknown,
): ControllerRevisionRecord {
  const { metadata, revision } = schema.parse(raw);
  const owner = controllerOf(metadata);
  return {
    ...projectMetadata(metadata),
    ...(owner && { ownerUid: owner.uid }),
    revision,
  };
}
