import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/**
 * An Event, reduced to what the rules read.
 *
 * @public
 */
export interface EventRecord extends ObjectRecord {
  /** What it speaks of. The uid tells a pod from an earlier one of the same name. */
  readonly about: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** How often it has been seen, at least once. */
  readonly count: number;
  /** When it was seen last, RFC 3339. */
  readonly lastSeen: string;
}

const reference = z.object({
  kind: z.string().nullish(),
  name: z.string().nullish(),
  uid: z.string().nullish(),
});

const schema = z.object({
  metadata: metadataSchema,
  involvedObject: reference,
  type: z.string().nullish(),
  reason: z.string().nullish(),
  message: z.string().nullish(),
  count: z.number().nullish(),
  lastTimestamp: z.string().nullish(),
  eventTime: z.string().nullish(),
  series: z
    .object({
      count: z.number().nullish(),
      lastObservedTime: z.string().nullish(),
    })
    .nullish(),
});

/**
 * @remarks Older components count in `count` and `lastTimestamp`, newer ones in `series`; either may be null.
 * @throws ZodError naming the path when the object is not an Event as v1 describes it.
 *
 * @public
 */
export function parseEvent(raw: unknown): EventRecord {
  const parsed = schema.parse(raw);
  const { metadata, involvedObject: about, series } = parsed;
  return {
    ...projectMetadata(metadata),
    about: {
      kind: about.kind ?? '',
      name: about.name ?? '',
      uid: about.uid ?? '',
    },
    type: parsed.type ?? '',
    reason: parsed.reason ?? '',
    message: parsed.message ?? '',
    count: series?.count ?? parsed.count ?? 1,
    lastSeen:
      series?.lastObservedTime ??
      parsed.lastTimestamp ??
      parsed.eventTime ??
      metadata.creationTimestamp,
  };
}
