import { z } from 'zod';
import { metadataSchema } from './metadata';

/** Metadata with what tells who wrote the object and when. Of no use to most, and costly to read. */
export const managedMetadataSchema = metadataSchema.extend({
  managedFields: z
    .array(
      z.object({
        manager: z.string().nullish(),
        time: z.string().nullish(),
        subresource: z.string().nullish(),
      }),
    )
    .nullish(),
});

type Managed = Pick<z.infer<typeof managedMetadataSchema>, 'managedFields'>;

/**
 * When something other than the status was last written, and which field manager wrote it, as far as the server tells;
 * empty when the object was printed without its managed fields, as kubectl does by default.
 */
export function lastWrite({ managedFields }: Managed): {
  readonly changedAt?: string;
  readonly changedBy?: string;
} {
  const [last] = (managedFields ?? [])
    .filter(({ subresource }) => !subresource)
    .flatMap(({ time, manager }) => (time ? [{ time, manager }] : []))
    .sort((a, b) => b.time.localeCompare(a.time));
  return {
    ...(last && { changedAt: last.time }),
    ...(last?.manager && { changedBy: last.manager }),
  };
}

/** When the status was last written, as far as the server tells; a status that stays the same is not written. */
export function lastStatusWrite({
  managedFields,
}: Managed): string | undefined {
  return (managedFields ?? [])
    .filter(({ subresource }) => subresource === 'status')
    .flatMap(({ time }) => time ?? [])
    .sort()
    .at(-1);
}
