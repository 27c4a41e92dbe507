import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { field, fieldsOf } from '../../__testUtils__/protobufBytes';
import { RepeatedTexts } from './repeatedTexts';
import {
  decode as decodeWith,
  Fields,
  flag,
  integer,
  list,
  map,
  message,
  nonEmptyText,
  text,
} from './values';

const decode = (bytes: Buffer, fields: Fields) =>
  decodeWith(bytes, message(fields), new RepeatedTexts());

const inner = message({ 1: ['name', text] });

it('names the fields that are described, and skips all others, however they are laid out', () => {
  const unknown = [
    field(9, 300),
    Buffer.concat([Buffer.from([9 * 8 + 1]), Buffer.alloc(8, 1)]),
    field(9, 'unknown'),
    Buffer.concat([Buffer.from([9 * 8 + 5]), Buffer.alloc(4, 1)]),
  ];
  const bytes = fieldsOf(
    ...unknown,
    field(1, 'a'),
    field(200, 'Grüße'),
    ...unknown,
  );
  expect(decode(bytes, { 1: ['first', text], 200: ['last', text] })).toEqual({
    first: 'a',
    last: 'Grüße',
  });
});

it('gathers what comes several times, empty texts too', () => {
  const bytes = fieldsOf(
    field(1, 'a'),
    field(2, fieldsOf(field(1, 'zone'), field(2, 'west'))),
    field(1, ''),
    field(2, fieldsOf(field(1, 'tier'), field(2, ''))),
  );
  expect(
    decode(bytes, { 1: ['names', list(text)], 2: ['labels', map(text)] }),
  ).toEqual({ names: ['a', ''], labels: { zone: 'west', tier: '' } });
});

it('leaves out an empty text where JSON does', () => {
  const bytes = fieldsOf(field(1, ''), field(2, ''));
  expect(
    decode(bytes, { 1: ['kept', text], 2: ['left', nonEmptyText] }),
  ).toEqual({ kept: '' });
});

it('puts the fields of a message without a name into the object around it', () => {
  const bytes = fieldsOf(field(1, 'a'), field(2, field(1, field(1, 'b'))));
  expect(
    decode(bytes, { 1: ['own', text], 2: message({ 1: ['inner', inner] }) }),
  ).toEqual({ own: 'a', inner: { name: 'b' } });
});

it.each([
  ['0', [0], 0],
  ['300', [0xac, 0x02], 300],
  ['seconds of this century', [0x80, 0xc6, 0x9b, 0xd2, 0x06], 1_783_030_528],
  ['the largest safe one', [...Array(7).fill(0xff), 0x0f], 2 ** 53 - 1],
  ['-1', [...Array(9).fill(0xff), 1], -1],
  ['-300', [0xd4, 0xfd, ...Array(7).fill(0xff), 1], -300],
])('reads the integer %s', (_, bytes, value) => {
  expect(decode(Buffer.from([8, ...bytes]), { 1: ['value', integer] })).toEqual(
    { value },
  );
});

it('reads flags', () => {
  expect(
    decode(fieldsOf(field(1, 1), field(2, 0)), {
      1: ['yes', flag],
      2: ['no', flag],
    }),
  ).toEqual({ yes: true, no: false });
});

it.each([
  ['a text that is cut off', field(1, 'cut off').subarray(0, 5)],
  ['a negative length', Buffer.from([74, ...Array(9).fill(0xff), 1])],
  ['a tag that is cut off', Buffer.from([0x80])],
  ['an integer that does not end', Buffer.alloc(20, 0xff)],
  ['a number where a text is expected', field(1, 5)],
  ['a way of laying out that is not in use', Buffer.from([9 * 8 + 3])],
  ['a number of eight bytes that is cut off', Buffer.from([9 * 8 + 1, 0, 0])],
  [
    'a value that goes beyond its message',
    Buffer.from([18, 2, 10, 5, 1, 1, 1, 1, 1]),
  ],
])('refuses %s', (_, bytes) => {
  expect(() =>
    decode(bytes, { 1: ['name', text], 2: ['inner', inner] }),
  ).toThrow(expect.objectContaining({ name: 'MalformedMessage' }));
});

it('makes objects that share hidden classes, whatever else was made of empty objects', () => {
  setFlagsFromString('--allow-natives-syntax');
  const shareHiddenClass: (a: unknown, b: unknown) => boolean =
    runInThisContext('(a, b) => %HaveSameMap(a, b)');
  const stranger = (name: string) => {
    const object: Record<string, unknown> = {};
    object[name] = 1;
    return object;
  };
  const strangers = Array.from({ length: 2_000 }, (_, index) =>
    stranger(`field ${index}`),
  );
  const bytes = fieldsOf(
    field(1, fieldsOf(field(1, 'a'))),
    field(2, fieldsOf(field(1, 'app'), field(2, 'cart'))),
  );
  const content = message({ 1: ['inner', inner], 2: ['labels', map(text)] });
  const [one, other] = [bytes, bytes].map(data =>
    decodeWith(data, content, new RepeatedTexts()),
  );
  expect(shareHiddenClass(strangers.at(-1), stranger('field 1999'))).toBe(
    false,
  );
  expect(shareHiddenClass(one, other)).toBe(true);
  expect(shareHiddenClass(one?.inner, other?.inner)).toBe(true);
  expect(shareHiddenClass(one?.labels, other?.labels)).toBe(true);
  expect(one).toStrictEqual({ inner: { name: 'a' }, labels: { app: 'cart' } });
});
