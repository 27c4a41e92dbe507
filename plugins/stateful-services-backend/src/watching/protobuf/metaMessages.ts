import { RepeatedTexts } from './repeatedTexts';
import {
  bytes,
  Fields,
  flag,
  integer,
  list,
  map,
  message,
  nonEmptyText,
  text,
  Value,
} from './values';
import { MalformedMessage } from './wireReader';

/** A value that JSON writes otherwise than as an object. */
function written<T>(
  fields: Fields,
  write: (
    read: Readonly<Record<string, unknown>>,
    texts: RepeatedTexts,
  ) => T | undefined,
): Value<T> {
  const { wireType, read } = message(fields);
  return {
    wireType,
    read: reader => write(read(reader, undefined) ?? {}, reader.texts),
  };
}

/** How far a date can be from the epoch, by ECMA-262. */
const FURTHEST_SECONDS = 8.64e12;

/** `Time`; no time at all is an empty message. */
export const time = written(
  { 1: ['seconds', integer] },
  ({ seconds }, texts) => {
    if (seconds === undefined) {
      return undefined;
    }
    if (Math.abs(Number(seconds)) > FURTHEST_SECONDS) {
      throw new MalformedMessage('a time that no date has');
    }
    return texts.time(Number(seconds));
  },
);

export const quantity = written(
  { 1: ['string', text] },
  ({ string = '0' }) => string,
);

/** `IntOrString`; type 1 is a string. */
export const integerOrText = written(
  { 1: ['type', integer], 2: ['intVal', integer], 3: ['strVal', text] },
  ({ type, intVal = 0, strVal = '' }) => (type === 1 ? strVal : intVal),
);

const ownerReference = message({
  1: ['kind', text],
  3: ['name', text],
  4: ['uid', text],
  6: ['controller', flag],
});

const metadataFields: Fields = {
  1: ['name', nonEmptyText],
  3: ['namespace', nonEmptyText],
  5: ['uid', nonEmptyText],
  6: ['resourceVersion', nonEmptyText],
  7: ['generation', integer],
  8: ['creationTimestamp', time],
  9: ['deletionTimestamp', time],
  10: ['deletionGracePeriodSeconds', integer],
  11: ['labels', map(text)],
  12: ['annotations', map(text)],
  13: ['ownerReferences', list(ownerReference)],
  14: ['finalizers', list(text)],
};

export const metadata = message(metadataFields);

const writeFields: Fields = {
  1: ['manager', nonEmptyText],
  4: ['time', time],
  8: ['subresource', nonEmptyText],
};

const metadataWrittenBy = (write: Value) =>
  message({ ...metadataFields, 17: ['managedFields', list(write)] });

/** With what tells who wrote the object and when. */
export const managedMetadata = metadataWrittenBy(message(writeFields));

/** `FieldsV1` holds JSON. */
function parseFields(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    throw new MalformedMessage('managed fields are no JSON');
  }
}

/** With which fields were applied as well; what other writes wrote is not asked for, and dear to read. */
export const appliedMetadata = metadataWrittenBy(
  written(
    {
      ...writeFields,
      2: ['operation', text],
      7: message({ 1: ['fieldsV1', bytes] }),
    },
    ({ fieldsV1, ...write }) =>
      write.operation === 'Apply' && Buffer.isBuffer(fieldsV1)
        ? { ...write, fieldsV1: parseFields(fieldsV1) }
        : write,
  ),
);

/** `LabelSelectorRequirement` and `NodeSelectorRequirement`, which are laid out alike. */
export const requirements = list(
  message({
    1: ['key', text],
    2: ['operator', text],
    3: ['values', list(text)],
  }),
);

export const labelSelector = message({
  1: ['matchLabels', map(text)],
  2: ['matchExpressions', requirements],
});

export const objectReference = message({
  2: ['namespace', nonEmptyText],
  3: ['name', nonEmptyText],
  4: ['uid', nonEmptyText],
});
