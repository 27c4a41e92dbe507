import fc from 'fast-check';
import { RecordIndex } from './recordIndex';

const records = Array.from({ length: 30 }, (_, number) => ({ number }));
const values = ['a', 'b'];

const steps = fc.array(
  fc.record({
    value: fc.constantFrom(...values),
    record: fc.constantFrom(...records),
    isAdded: fc.boolean(),
  }),
  { maxLength: 120 },
);

it('finds by each value exactly the records that were added and not removed, however many they are', () => {
  fc.assert(
    fc.property(steps, changes => {
      const index = new RecordIndex<object>();
      const model = new Map(values.map(value => [value, new Set<object>()]));
      for (const { value, record, isAdded } of changes) {
        const expected = model.get(value);
        if (!isAdded) {
          expected?.delete(record);
          index.remove(value, record);
        } else if (!expected?.has(record)) {
          expected?.add(record);
          index.add(value, record);
        }
        expect(new Set(index.find(value))).toEqual(expected);
        expect(index.find(value)).toHaveLength(expected?.size ?? 0);
      }
      expect(new Set(index.values())).toEqual(
        new Set(values.filter(value => model.get(value)?.size)),
      );
    }),
  );
});

it('answers with the same array as long as none of many records comes or goes', () => {
  const index = new RecordIndex<object>();
  for (const record of records) {
    index.add('a', record);
  }
  const found = index.find('a');
  expect(index.find('a')).toBe(found);
  index.add('b', {});
  expect(index.find('a')).toBe(found);
  index.remove('a', records[0] ?? {});
  expect(index.find('a')).not.toBe(found);
  expect(found).toHaveLength(records.length);
});
