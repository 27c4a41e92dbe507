import { BAD, changes, sound, troubles } from '../__fixtures__/judged';
import {
  crashLoopingPod,
  NOW,
  pod,
  Raw,
  statefulSet,
  surroundings,
  withObjects,
} from '../__fixtures__/objects';
import { assessmentSchema } from '../contract/assessment';
import { Observation } from '../observation/observation';
import { observeObjects } from '../observation/observeObjects';
import { assess } from './assess';

function observe(...objects: Raw[]): Observation {
  const [observation] = observeObjects(
    withObjects(surroundings(), ...objects),
    { cluster: 'prod', complete: true },
  );
  if (!observation) {
    throw new Error('The fixture has no StatefulSet');
  }
  return observation;
}

function judge(...objects: Raw[]) {
  const assessment = assess(observe(...objects), { now: NOW });
  expect(assessmentSchema.parse(assessment)).toEqual(assessment);
  return assessment;
}

const situations = [...changes, ...troubles];

describe('assess', () => {
  it.each(situations)('tells the truth about: $situation', situation => {
    const assessment = judge(...situation.objects);
    expect({
      rollout: assessment.rollout,
      availability: assessment.availability.state,
      storage: assessment.storage.state,
      level: assessment.level,
      headline: assessment.headline,
      findings: assessment.findings
        .filter(({ severity }) => severity !== 'info')
        .map(({ id }) => id),
    }).toEqual({
      rollout: situation.rollout,
      availability: situation.availability,
      storage: situation.storage ?? 'Bound',
      level: situation.level,
      headline: situation.headline,
      findings: situation.findings ?? [],
    });
  });

  it('does not depend on the order of what was read', () => {
    for (const { objects } of situations) {
      const observation = observe(...objects);
      const reversed = Object.fromEntries(
        Object.entries(observation).map(([key, reading]) => [
          key,
          typeof reading === 'object' && 'read' in reading && reading.read
            ? { ...reading, value: [...reading.value].reverse() }
            : reading,
        ]),
      ) as unknown as Observation;
      expect(assess(reversed, { now: NOW })).toEqual(
        assess(observation, { now: NOW }),
      );
    }
  });

  it('calls a set unknown, never fine, when its pods may not be read', () => {
    const assessment = assess(
      {
        ...observe(statefulSet(), ...sound),
        pods: {
          read: false,
          reason: 'forbidden',
          message: 'Pods of cluster prod may not be listed.',
        },
      },
      { now: NOW },
    );
    expect(assessment.level).toBe('unknown');
    expect(assessment.availability.state).toBe('Unknown');
    expect(assessment.unknowns).toEqual([
      { input: 'pods', message: 'Pods of cluster prod may not be listed.' },
    ]);
  });

  it('calls no claim missing that may not be read', () => {
    const assessment = assess(
      {
        ...observe(statefulSet(), ...sound),
        claims: {
          read: false,
          reason: 'forbidden',
          message: 'Claims of cluster prod may not be listed.',
        },
      },
      { now: NOW },
    );
    expect(assessment.storage.state).toBe('Unknown');
    expect(assessment.members.flatMap(({ claims }) => claims)).toEqual([]);
  });

  it('warns of a volume that is nearly full, and says how full', () => {
    const observation = observe(statefulSet(), ...sound);
    const gib = 2 ** 30;
    const assessment = assess(
      {
        ...observation,
        volumeUsage: {
          read: true,
          value: [
            {
              claimName: 'data-redis-1',
              usedBytes: 9.3 * gib,
              capacityBytes: 10 * gib,
            },
          ],
        },
      },
      { now: NOW },
    );
    expect(assessment.storage).toMatchObject({
      state: 'Filling',
      fullest: { ordinal: 1, claimName: 'data-redis-1' },
    });
    expect(
      assessment.findings.map(({ id, severity }) => [id, severity]),
    ).toEqual([['vol.usage-high', 'error']]);
    expect(assessment.headline).toContain(
      'The volume of redis-1 is 93 % full.',
    );
  });

  it('takes the first step of the worst finding as the next step', () => {
    const { nextStep } = judge(
      statefulSet(),
      pod(0),
      pod(1),
      crashLoopingPod(2, { revision: BAD }),
    );
    expect(nextStep).toBe(
      'Delete pod redis-2; its volume stays, and the controller creates it again from the new template.',
    );
  });
});
