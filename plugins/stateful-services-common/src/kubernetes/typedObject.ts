import { z } from 'zod';
import { metadataSchema } from './metadata';

/** What the type of no field tells: that there is an object. */
export const identified = z.object({
  metadata: metadataSchema.pick({
    uid: true,
    name: true,
    resourceVersion: true,
    creationTimestamp: true,
  }),
});

/**
 * Makes records of objects whose fields are known to have the types of the API, as of a message that was decoded by its
 * description. To check these once more takes longer than to decode them, so only what no type tells is checked.
 */
export function typedReader<TObject, TRecord>(
  checks: z.ZodType,
  project: (object: TObject) => TRecord,
): (object: unknown) => TRecord {
  return object => {
    checks.parse(object);
    // Its fields have their types, says the caller.
    return project(object as TObject);
  };
}
