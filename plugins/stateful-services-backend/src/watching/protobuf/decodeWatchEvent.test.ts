import {
  field,
  fieldsOf,
  watchEventBytes,
} from '../../__testUtils__/protobufBytes';
import { ReadFailure } from '../readFailure';
import { toWatchEvent } from '../watchEvent';
import { decodeWatchEvent } from './decodeWatchEvent';
import { podMessage } from './podMessage';
import { RepeatedTexts } from './repeatedTexts';
import { statefulSetMessage } from './statefulSetMessage';

const decoding = {
  content: podMessage,
  texts: new RepeatedTexts(),
  what: 'GET pods',
};

const event = (type: string, object: Buffer) =>
  toWatchEvent(decodeWatchEvent(watchEventBytes(type, object), decoding), {
    what: decoding.what,
    isTyped: true,
  });

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
    isTyped: true,
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

it.each([
  ['a time that no date has', field(8, field(1, 2 ** 50))],
  ['a time that is a text', field(8, field(1, 'today'))],
])('takes %s for a garbled answer', (_, creationTimestamp) => {
  expect(() => event('ADDED', metadata(creationTimestamp))).toThrow(
    ReadFailure,
  );
});

describe('the managed fields of a set', () => {
  const read = (operation: string, fieldsV1: string) => {
    const managed = fieldsOf(
      field(1, 'helm'),
      field(2, operation),
      field(7, field(1, fieldsV1)),
    );
    const frame = watchEventBytes('ADDED', metadata(field(17, managed)));
    return decodeWatchEvent(frame, { ...decoding, content: statefulSetMessage })
      .object;
  };

  it('are read as they were applied', () => {
    expect(read('Apply', '{"f:spec":{"f:replicas":{}}}')).toMatchObject({
      metadata: {
        managedFields: [
          {
            manager: 'helm',
            operation: 'Apply',
            fieldsV1: { 'f:spec': { 'f:replicas': {} } },
          },
        ],
      },
    });
  });

  it('are left out of writes that applied nothing', () => {
    expect(read('Update', '{"f:spec":{}}')).toMatchObject({
      metadata: { managedFields: [{ manager: 'helm', operation: 'Update' }] },
    });
    expect(read('Update', '{"f:spec":{}}')).not.toHaveProperty(
      'metadata.managedFields.0.fieldsV1',
    );
  });

  it('are a garbled answer when they are no JSON', () => {
    expect(() => read('Apply', '{"f:spec":')).toThrow(ReadFailure);
  });
});
