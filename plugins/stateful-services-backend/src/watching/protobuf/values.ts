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

/**
 * Makes empty objects that nobody can tell from `{}`, except V8.
 *
 * @remarks
 * V8 remembers 1,536 names that the first field of an object made as `{}` may have. What other code of a backend makes while it starts
 * takes all of them, and from then on each field that is set on such an object makes a hidden class for that one object. Objects of a
 * constructor have places of their own to remember theirs.
 */
function objectMaker(): () => JsonObject {
  function plain() {}
  plain.prototype = Object.prototype;
  const Plain = plain as unknown as new () => JsonObject;
  return () => new Plain();
}

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

/** A field by its place in the message; without a name, it fills the object around it. */
interface Field extends Value {
  readonly name: string | undefined;
}

function byNumber(fields: Fields): readonly (Field | undefined)[] {
  const places: (Field | undefined)[] = [];
  for (const [number, field] of Object.entries(fields)) {
    const [name, value] = 'read' in field ? [undefined, field] : field;
    places[Number(number)] = { name, ...value };
  }
  return places;
}

/** A value that holds others. */
export interface Message extends Value<JsonObject> {
  makeObject(): JsonObject;
  /** Reads the fields up to `end` into an object. */
  readFields(reader: WireReader, end: number, into: JsonObject): void;
}

/** An object. Of a field without a name, JSON has the fields of the message in the object around it. */
export function message(fields: Fields): Message {
  const places = byNumber(fields);
  const makeObject = objectMaker();
  const readFields = (reader: WireReader, end: number, into: JsonObject) => {
    while (reader.position < end) {
      const tag = reader.varint();
      const field = places[tag >>> 3];
      if (field === undefined) {
        reader.skip(tag & 7);
        continue;
      }
      if (field.wireType !== (tag & 7)) {
        throw new MalformedMessage(`field ${tag >>> 3} holds something else`);
      }
      if (field.name === undefined) {
        field.read(reader, into);
        continue;
      }
      const value = field.read(reader, into[field.name]);
      if (value !== undefined) {
        into[field.name] = value;
      }
    }
    if (reader.position > end) {
      throw new MalformedMessage('a value goes beyond its message');
    }
  };
  return {
    makeObject,
    readFields,
    ...delimited((reader, before) => {
      // Of the same field, so an object as well.
      const into = (before ?? makeObject()) as JsonObject;
      readFields(reader, reader.endOfValue(), into);
      return into;
    }),
  };
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
  const makeObject = objectMaker();
  return delimited((reader, before) => {
    const into = (before ?? makeObject()) as JsonObject;
    const { key = '', value: held } = entry.read(reader, undefined) ?? {};
    into[String(key)] = held ?? '';
    return into;
  });
}

/** Reads a whole message. */
export function decode(
  data: Buffer,
  { makeObject, readFields }: Message,
  texts: RepeatedTexts,
): JsonObject {
  const into = makeObject();
  readFields(new WireReader(data, texts), data.length, into);
  return into;
}
