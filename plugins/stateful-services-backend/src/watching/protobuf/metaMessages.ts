import {
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

/** A value that JSON writes otherwise than as an object. */
function written<T>(
  fields: Fields,
  write: (read: Readonly<Record<string, unknown>>) => T | undefined,
): Value<T> {
  const { wireType, read } = message(fields);
  return {
    wireType,
    read: reader => write(read(reader, undefined) ?? {}),
  };
}

/** `Time`: RFC 3339 in whole seconds; no time at all is an empty message. */
export const time = written({ 1: ['seconds', integer] }, ({ seconds }) =>
  seconds === undefined
    ? undefined
    : `${new Date(Number(seconds) * 1_000).toISOString().slice(0, 19)}Z`,
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

/** With what tells who wrote the object and when; the rules do not ask such an object which fields were written. */
export const managedMetadata = message({
  ...metadataFields,
  17: [
    'managedFields',
    list(
      message({
        1: ['manager', nonEmptyText],
        4: ['time', time],
        8: ['subresource', nonEmptyText],
      }),
    ),
  ],
});

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
  1: ['kind', nonEmptyText],
  2: ['namespace', nonEmptyText],
  3: ['name', nonEmptyText],
  4: ['uid', nonEmptyText],
});
