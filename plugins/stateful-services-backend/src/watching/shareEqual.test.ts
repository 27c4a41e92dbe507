import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { shareEqual } from './shareEqual';

const plain = fc.jsonValue({ maxDepth: 3 });

it('returns what is known exactly when the two are equal', () => {
  fc.assert(
    fc.property(plain, plain, (known, other) => {
      const copy = structuredClone(known);
      expect(shareEqual(known, copy)).toBe(known);
      expect(shareEqual(known, other) === known).toBe(
        isDeepStrictEqual(known, other),
      );
    }),
  );
});

it('says of a value that differs what it said before, and changes nothing that is known', () => {
  fc.assert(
    fc.property(plain, plain, (known, value) => {
      const [knownBefore, valueBefore] = structuredClone([known, value]);
      const shared = shareEqual(known, value);
      expect([known, shared]).toEqual([knownBefore, valueBefore]);
    }),
  );
});

it('holds the known parts that are equal', () => {
  const known = { name: 'a', labels: { app: 'redis' }, images: ['redis:8'] };
  const shared = shareEqual(known, {
    name: 'b',
    labels: { app: 'redis' },
    images: ['redis:8', 'exporter'],
  });
  expect(shared.labels).toBe(known.labels);
  expect(shared.images).toEqual(['redis:8', 'exporter']);
});

it('tells a field that is absent from one that is not defined', () => {
  const known: object = { a: 1 };
  const value = { b: undefined };
  expect(shareEqual(known, value)).toBe(value);
});
