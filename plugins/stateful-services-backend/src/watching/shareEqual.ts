type Plain = Record<string, unknown>;

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null;
}

/**
 * Returns `known` when the two are equal, and otherwise `value`, of which each part that equals its counterpart in `known` has been
 * replaced by that. What many records have in common is so held once, and compared at a glance.
 *
 * @param value - plain data, which says the same afterwards
 */
export function shareEqual<T>(known: unknown, value: T): T {
  if (
    known === value ||
    !isObject(known) ||
    !isObject(value) ||
    Array.isArray(known) !== Array.isArray(value)
  ) {
    return value;
  }
  const parts: Plain = value;
  const keys = Object.keys(parts);
  let isEqual = keys.length === Object.keys(known).length;
  for (const key of keys) {
    const part = shareEqual(known[key], parts[key]);
    if (part !== parts[key]) {
      parts[key] = part;
    }
    isEqual &&= Object.is(part, known[key]) && Object.hasOwn(known, key);
  }
  // Equal, so of the same type.
  return isEqual ? (known as T) : value;
}
