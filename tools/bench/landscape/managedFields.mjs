/**
 * What a server-side apply of `object` would leave in `metadata.managedFields`: real objects carry it, and it is a third of
 * what an API server sends.
 *
 * @param {object} object
 * @param {{ manager: string, time: string, subresource?: string }} write
 */
export function managedBy(object, { manager, time, subresource }) {
  const { spec, status, metadata } = object;
  const written =
    subresource === 'status'
      ? { status }
      : { metadata: { labels: metadata.labels }, spec };
  return {
    apiVersion: object.apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: fieldsOf(written),
    manager,
    operation: 'Update',
    ...(subresource && { subresource }),
    time,
  };
}

/** @param {unknown} value */
function fieldsOf(value) {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Array.isArray(value)
    ? value.map(item => [keyOf(item), { '.': {}, ...fieldsOf(item) }])
    : Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [`f:${key}`, fieldsOf(inner)]);
  return Object.fromEntries(entries);
}

/** Items of a list are named by the key that the API merges them by. */
function keyOf(item) {
  const key = ['name', 'type', 'ip', 'port', 'mountPath'].find(
    candidate => item?.[candidate] !== undefined,
  );
  return key ? `k:${JSON.stringify({ [key]: item[key] })}` : `v:${item}`;
}
