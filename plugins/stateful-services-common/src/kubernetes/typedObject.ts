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

interface Checked {
  readonly metadata?: Readonly<
    Partial<Record<keyof z.infer<typeof identified>['metadata'], unknown>>
  >;
}

/** As {@link identified}, without the copy that a schema makes. */
export function isIdentified({ metadata = {} }: Checked): boolean {
  return (
    typeof metadata.uid === 'string' &&
    typeof metadata.name === 'string' &&
    typeof metadata.resourceVersion === 'string' &&
    typeof metadata.creationTimestamp === 'string'
  );
}

interface CheckedPhase extends Checked {
  readonly status?: { readonly phase?: string };
}

/**
 * Makes records of objects whose fields are known to have the types of the API, as of a message that was decoded by its
 * description. To check these once more takes longer than to decode them, so only what no type tells is checked: that there is
 * an object, and that its phase is one of `phases`.
 */
export function typedReader<TObject, TRecord>(
  project: (object: TObject) => TRecord,
  phases?: readonly string[],
): (object: unknown) => TRecord {
  const checks = phases
    ? identified.extend({
        status: z.object({ phase: z.enum(phases).nullish() }).nullish(),
      })
    : identified;
  const isSound = (object: CheckedPhase) =>
    isIdentified(object) &&
    (!phases || !object.status?.phase || phases.includes(object.status.phase));
  return object => {
    // Nearly all are sound, which is seen without the copy that a schema makes; what is wrong with the others, the schema tells.
    if (!isSound(object as CheckedPhase)) {
      checks.parse(object);
    }
    // Its fields have their types, says the caller.
    return project(object as TObject);
  };
}
