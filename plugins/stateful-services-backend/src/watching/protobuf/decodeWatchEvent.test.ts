import {
  field,
  fieldsOf,
  watchEventBytes,
} from '../../__testUtils__/protobufBytes';
import { ReadFailure } from '../readFailure';
import { toWatchEvent } from '../watchEvent';
import { decodeWatchEvent } from './decodeWatchEvent';
import { podFields } from './podMessage';
import { RepeatedTexts } from './repeatedTexts';

const decoding = {
  fields: podFields,
  texts: new RepeatedTexts(),
  what: 'GET pods',
};

const event = (type: string, object: Buffer) =>
  toWatchEvent(
    decodeWatchEvent(watchEventBytes(type, object), decoding),
    decoding.what,
  );

const metadata = (...more: readonly Buffer[]) =>
  field(1, fieldsOf(field(1, 'cart-0'), field(6, '7'), ...more));

const annotation = (key: string, value: string) =>
  field(12, fieldsOf(field(1, key), field(2, value)));

it.each([
  ['ADDED', 'put'],
  ['MODIFIED', 'put'],
  ['DELETED', 'remove'],
])('reads %s as JSON has it', (type, as) => {
  expect(event(type, metadata())).toEqual({
    type: as,
    object: { metadata: { name: 'cart-0', resourceVersion: '7' } },
    resourceVersion: '7',
  });
});

it('knows the bookmark that ends the initial list', () => {
  expect(
    event(
      'BOOKMARK',
      metadata(annotation('k8s.io/initial-events-end', 'true')),
    ),
  ).toEqual({ type: 'bookmark', resourceVersion: '7', endsInitialList: true });
});

it('tells by its code why a watch ends', () => {
  expect(() => event('ERROR', field(6, 410))).toThrow(
    expect.objectContaining({ kind: 'expired' }),
  );
});

it.each([
  ['nonsense', Buffer.from('{"type":"ADDED"}')],
  [
    'an object without its envelope',
    fieldsOf(field(1, 'ADDED'), field(2, field(1, metadata()))),
  ],
  ['no object', field(1, 'ADDED')],
  [
    'an object that is cut off',
    watchEventBytes('ADDED', metadata().subarray(0, 8)),
  ],
])('takes %s for a garbled answer', (_, frame) => {
  expect(() => decodeWatchEvent(frame, decoding)).toThrow(ReadFailure);
});
