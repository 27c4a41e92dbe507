const MANAGED_FIELDS = Buffer.from('"managedFields":[');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/** Where the quote is that ends the string that begins before `start`. */
function endOfString(line: Buffer, start: number): number {
  let index = start;
  while (index < line.length && line[index] !== QUOTE) {
    index += line[index] === BACKSLASH ? 2 : 1;
  }
  return index;
}

/** Where the bracket is that ends the array that begins before `start`; the length of the line when none does. */
function endOfArray(line: Buffer, start: number): number {
  let depth = 1;
  for (let index = start; index < line.length; index += 1) {
    const byte = line[index];
    if (byte === QUOTE) {
      index = endOfString(line, index + 1);
    } else if (byte === OPEN) {
      depth += 1;
    } else if (byte === CLOSE) {
      depth -= 1;
      if (depth === 0) {
        return index;
      }
    }
  }
  return line.length;
}

/**
 * A line of JSON as text, with the managed fields of its object emptied.
 *
 * @remarks
 * They are a third of what an API server sends, and parsing them costs as much as that. The quotes around the name keep a
 * text that only mentions it from being taken for it: inside a string they would be escaped.
 */
export function textWithoutManagedFields(line: Buffer): string {
  const name = line.indexOf(MANAGED_FIELDS);
  if (name === -1) {
    return line.toString('utf8');
  }
  const start = name + MANAGED_FIELDS.length;
  const end = endOfArray(line, start);
  return line.toString('utf8', 0, start) + line.toString('utf8', end);
}
