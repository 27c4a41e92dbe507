import { textWithoutManagedFields } from './textWithoutManagedFields';

const managedFields = [
  {
    manager: 'helm "x" ]}',
    fieldsV1: {
      'f:conditions': { 'k:{"type":"Ready\\\\"}': {}, '[': [[], []] },
    },
  },
  { manager: 'kubelet', subresource: 'status' },
];

const event = (metadata: object) => ({
  type: 'ADDED',
  object: { metadata, spec: { names: ['Grüße', 'b]'] } },
});

const read = (value: object) =>
  JSON.parse(textWithoutManagedFields(Buffer.from(JSON.stringify(value))));

it('empties the managed fields and keeps all else', () => {
  expect(read(event({ name: 'a', managedFields, uid: 'ü' }))).toEqual(
    event({ name: 'a', managedFields: [], uid: 'ü' }),
  );
});

it('keeps an object that has none, or that has none left', () => {
  expect(read(event({ name: 'a' }))).toEqual(event({ name: 'a' }));
  expect(read(event({ managedFields: [] }))).toEqual(
    event({ managedFields: [] }),
  );
});

it('does not take a text that quotes them for them', () => {
  const annotations = { applied: JSON.stringify({ managedFields }) };
  expect(read(event({ annotations, managedFields }))).toEqual(
    event({ annotations, managedFields: [] }),
  );
});

it.each(['[', '["', '["\\'])(
  'leaves a line that breaks off within them (%s) no JSON',
  end => {
    const text = textWithoutManagedFields(
      Buffer.from(`{"metadata":{"managedFields":${end}`),
    );
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  },
);
