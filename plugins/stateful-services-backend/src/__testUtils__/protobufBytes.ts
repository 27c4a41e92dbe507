/** Writes an integer from 0 on, or a tag, as protobuf does. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

/** A field with an integer, a text, or bytes, which may be another message. */
export function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') {
    return Buffer.concat([varint(number * 8), varint(value)]);
  }
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/** A message of these fields. */
export function fieldsOf(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

/** A watch event of an object as an API server sends it, without its length. */
export function watchEventBytes(type: string, object: Buffer): Buffer {
  const envelope = Buffer.concat([Buffer.from('k8s\0'), field(2, object)]);
  return fieldsOf(field(1, type), field(2, field(1, envelope)));
}

/** The length of a frame and its bytes. */
export function frameOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
