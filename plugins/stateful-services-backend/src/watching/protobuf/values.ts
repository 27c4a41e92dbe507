import { RepeatedTexts } from './repeatedTexts';
import { MalformedMessage, WireReader, WireType } from './wireReader';

/** Reads one value. */
export interface Value<T = unknown> {
  readonly wireType: number;
  /** @param before - what the field holds already; a field that comes several times gathers all its values. */
  read(reader: WireReader, before: unknown): T | undefined;
}

/** The fields of a message that are of interest, by number: their names in JSON, and what they hold. All others are skipped. */
export type Fields = Readonly<
  Record<number, readonly [name: string, value: Value] | Value>
>;

type JsonObject = Record<string, unknown>;

const delimited = <T>(read: Value<T>['read']): Value<T> => ({
  wireType: WireType.lengthDelimited,
  read,
});

/** A text that JSON keeps also when it is empty. */
export const text = delimited(reader => reader.text());

/** A text that JSON leaves out when it is empty. */
export const nonEmptyText = delimited(reader => reader.text() || undefined);

export const integer: Value<number> = {
  wireType: WireType.varint,
  read: reader => reader.varint(),
};

export const flag: Value<boolean> = {
  wireType: WireType.varint,
  read: reader => reader.varint() !== 0,
};

export const bytes = delimited(reader => reader.raw());

function readFields(
  reader: WireReader,
  { fields, end, into }: { fields: Fields; end: number; into: JsonObject },
): void {
  while (reader.position < end) {
    const tag = reader.varint();
    const wireType = tag & 7;
    const field = fields[tag >>> 3];
    if (!field) {
      reader.skip(wireType);
      continue;
    }
    const [name, value] = 'read' in field ? [undefined, field] : field;
    if (value.wireType !== wireType) {
      throw new MalformedMessage(`field ${tag >>> 3} holds something else`);
    }
    if (name === undefined) {
      value.read(reader, into);
    } else {
      const read = value.read(reader, into[name]);
      if (read !== undefined) {
        into[name] = read;
      }
    }
  }
  if (reader.position > end) {
    throw new MalformedMessage('a value goes beyond its message');
  }
}

/** An object. Of a field without a name, JSON has the fields of the message in the object around it. */
export function message(fields: Fields): Value<JsonObject> {
  return delimited((reader, before) => {
    // Of the same field, so an object as well.
    const into = (before ?? {}) as JsonObject;
    readFields(reader, { fields, end: reader.endOfValue(), into });
    return into;
  });
}

export function list<T>(item: Value<T>): Value<readonly T[]> {
  return {
    wireType: item.wireType,
    read: (reader, before) => {
      // Of the same field, so a list as well.
      const items = (before ?? []) as T[];
      const value = item.read(reader, undefined);
      if (value !== undefined) {
        items.push(value);
      }
      return items;
    },
  };
}

/** Values by text. */
export function map(value: Value): Value<JsonObject> {
  const entry = message({ 1: ['key', text], 2: ['value', value] });
  return delimited((reader, before) => {
    const into = (before ?? {}) as JsonObject;
    const { key = '', value: held } = entry.read(reader, undefined) ?? {};
    into[String(key)] = held ?? '';
    return into;
  });
}

/** Reads a whole message. */
export function decode(
  data: Buffer,
  fields: Fields,
  texts: RepeatedTexts,
): JsonObject {
  const into: JsonObject = {};
  readFields(new WireReader(data, texts), { fields, end: data.length, into });
  return into;
}
