import {
  ObjectRecord,
  Resource,
  ResourceName,
  ResourceRecords,
  WatchedResource,
} from 'backstage-plugin-stateful-services-common';
import { z, ZodError } from 'zod';
import { WatchEvent } from './watchEvent';

/** A raw object after projection, or the reason why it could not be understood. */
export type ProjectedRecord<TRecord> =
  | {
      readonly readable: true;
      readonly key: string;
      readonly record: TRecord;
    }
  | {
      readonly readable: false;
      readonly key: string;
      readonly message: string;
    };

export type Projected<TName extends ResourceName> = ProjectedRecord<
  ResourceRecords[TName]
>;

const identitySchema = z.object({
  metadata: z.object({ namespace: z.string().nullish(), name: z.string() }),
});

/**
 * `namespace/name`; the namespace is empty for objects of cluster scope.
 *
 * @remarks Joined, since V8 keeps a template as a tree of its parts, also as the key of a map: that takes twice the memory.
 */
export function recordKey(namespace: string, name: string): string {
  return [namespace, name].join('/');
}

/** Key of a raw object; `?` for one without a name, of which nothing more can be said. */
export function keyOf(raw: unknown): string {
  const identity = identitySchema.safeParse(raw);
  return identity.success
    ? recordKey(
        identity.data.metadata.namespace ?? '',
        identity.data.metadata.name,
      )
    : '?';
}

function explain(error: unknown): string {
  const issue = error instanceof ZodError ? error.issues[0] : undefined;
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'not understood';
}

/** Keeps of a raw object what the rules need. Never throws: one odd object must not stop a watch. */
export function project<TRecord extends ObjectRecord>(
  { parse }: Pick<Resource<TRecord>, 'parse'>,
  raw: unknown,
): ProjectedRecord<TRecord> {
  try {
    const record = parse(raw);
    return {
      readable: true,
      key: recordKey(record.namespace, record.name),
      record,
    };
  } catch (error) {
    return { readable: false, key: keyOf(raw), message: explain(error) };
  }
}

/** As {@link project}, of what a watch brings. */
export function projectEvent<TName extends ResourceName>(
  { parse, parseTyped = parse }: WatchedResource<TName>,
  { object, isTyped }: Extract<WatchEvent, { object: unknown }>,
): Projected<TName> {
  return project({ parse: isTyped ? parseTyped : parse }, object);
}
