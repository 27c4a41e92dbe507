import fc from 'fast-check';
import { ZodError } from 'zod';
import { NOW, pod, statefulSet } from '../__fixtures__/objects';
import { situations } from '../findings/__fixtures__/situations';
import { observeWorld, soundObjects } from '../findings/__fixtures__/world';
import { assessmentSchema } from '../contract/assessment';
import { observeObjects } from '../observation/observeObjects';
import { assess } from './assess';

type Raw = Record<string, unknown>;

/** All places in an object, as lists of keys. */
function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsOf(inner).map(path => [key, ...path]),
  ]);
}

function withValue(object: unknown, path: readonly string[], value: unknown) {
  const changed = structuredClone(object);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Raw)[key], changed);
  (parent as Raw)[path.at(-1) ?? ''] = value;
  return changed;
}

const absurd = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    '',
    '-1',
    '$(reboot)',
    '<script>',
    '\u0000\u001b[31m',
    '9'.repeat(400),
    '2026-13-99T99:99:99Z',
    [],
    {},
    true,
    -1,
    Number.MAX_SAFE_INTEGER,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** One object of a sound set with something absurd in one place; the number of members is tested by itself. */
const hostileWorld = fc
  .record({
    index: fc.nat(soundObjects().length - 1),
    place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    value: absurd,
  })
  .map(({ index, place, value }) => {
    const objects = [...soundObjects()];
    const paths = pathsOf(objects[index]).filter(
      path => path.at(-1) !== 'replicas',
    );
    const path = paths[Math.floor(place * paths.length)] ?? ['metadata'];
    objects[index] = withValue(objects[index], path, value) as Raw;
    return objects;
  });

/** The observations, or the first issue of the object that was rejected. Everything else is a defect and thrown. */
function observed(objects: readonly Raw[]) {
  try {
    return {
      observations: observeObjects(objects, {
        cluster: 'prod',
        complete: true,
      }),
    };
  } catch (error) {
    if (!(error instanceof ZodError)) {
      throw error;
    }
    return { observations: [], issue: error.issues[0] };
  }
}

describe('whatever a cluster holds', () => {
  it('is assessed, or rejected with the path of what is wrong', () => {
    fc.assert(
      fc.property(hostileWorld, objects => {
        const { observations, issue } = observed(objects);
        expect(issue === undefined || issue.path.length > 0).toBe(true);
        for (const observation of observations) {
          const assessment = assess(observation, { now: NOW });
          expect(() => assessmentSchema.parse(assessment)).not.toThrow();
        }
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  it('is judged the same in any order', () => {
    const all = [...situations.values()].flatMap(({ present, absent }) => [
      present,
      absent,
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.nat(), (patches, turn) => {
        const { observation, now } = observeWorld(patches);
        const turned = Object.fromEntries(
          Object.entries(observation).map(([key, reading]) => {
            if (typeof reading !== 'object' || !('read' in reading)) {
              return [key, reading];
            }
            const values =
              reading.read && Array.isArray(reading.value) ? reading.value : [];
            const from = values.length > 0 ? turn % values.length : 0;
            return [
              key,
              values.length > 0
                ? {
                    ...reading,
                    value: [...values.slice(from), ...values.slice(0, from)],
                  }
                : reading,
            ];
          }),
        ) as unknown as typeof observation;
        expect(assess(turned, { now })).toEqual(assess(observation, { now }));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('is data: text of the cluster is told as it is', () => {
    const text = '$(reboot) <b> `x` ${y}';
    const [observation] = observeObjects(
      [statefulSet({ spec: { serviceName: text } }), pod(0)],
      { cluster: 'prod', complete: true },
    );
    const assessment = observation && assess(observation, { now: NOW });
    const finding = assessment?.findings.find(({ id }) => id === 'svc.missing');
    expect(finding?.evidence[0]?.observed).toBe(text);
  });
});
