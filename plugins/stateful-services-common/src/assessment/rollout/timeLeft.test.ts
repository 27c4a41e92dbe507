import {
  NOW,
  pod,
  statefulSet,
  surroundings,
  withObjects,
} from '../../__fixtures__/objects';
import { RolloutHistory } from '../../observation/rolloutHistory';
import { observeObjects } from '../../observation/observeObjects';
import { assess } from '../assess';

const OLD = 'redis-aaaaaaaa';
const NEW = 'redis-bbbbbbbb';

const USUAL: RolloutHistory = {
  samples: 3,
  replacementP50Ms: 100_000,
  replacementP95Ms: 150_000,
};

interface Case {
  readonly history?: RolloutHistory;
  readonly spec?: Record<string, unknown>;
  /** How long ago the pod of member 2 was created, in seconds. */
  readonly age?: number;
}

/** Member 2 of three starts on the new revision, the others still run the old one. */
function judge({ history = USUAL, spec = {}, age = 30 }: Case) {
  const [observation] = observeObjects(
    withObjects(
      surroundings(),
      statefulSet({
        spec,
        status: { currentRevision: OLD, updateRevision: NEW },
      }),
      pod(0, { revision: OLD }),
      pod(1, { revision: OLD }),
      pod(2, { revision: NEW, ready: false, age }),
    ),
    { cluster: 'prod', complete: true },
  );
  if (!observation) {
    throw new Error('The fixture has no StatefulSet');
  }
  return assess(
    { ...observation, history: { read: true, value: history } },
    { now: NOW },
  );
}

it.each<[string, Case, number | undefined, string]>([
  [
    'the median for each that is left, less what the one at work has spent',
    {},
    270,
    '; about 5 min left.',
  ],
  [
    'the others, when the one at work takes longer than usual',
    { age: 250 },
    200,
    '; about 4 min left.',
  ],
  [
    'tens of seconds at the end',
    { history: { ...USUAL, replacementP50Ms: 20_000 }, age: 12 },
    48,
    '; about 50 s left.',
  ],
  [
    'several at once, as maxUnavailable allows',
    {
      spec: {
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: 3 },
        },
      },
    },
    70,
    '; about 2 min left.',
  ],
  [
    'nothing from two samples',
    { history: { ...USUAL, samples: 2 } },
    undefined,
    ' s).',
  ],
])('forecasts %s', (_what, given, secondsLeft, ending) => {
  const { rollout, headline } = judge(given);
  expect(rollout).toMatchObject({ state: 'RollingOut', updated: 0 });
  expect('secondsLeft' in rollout ? rollout.secondsLeft : undefined).toBe(
    secondsLeft,
  );
  expect(headline).toContain(ending);
});
