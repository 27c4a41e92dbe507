import {
  crashLoopingPod,
  NOW,
  pod,
  secondsAgo,
  statefulSet,
  surroundings,
  withObjects,
} from '../../__fixtures__/objects';
import { Observation } from '../../observation/observation';
import { observeObjects } from '../../observation/observeObjects';
import { assess } from '../assess';

type Raw = Record<string, unknown>;

const OLD = 'redis-aaaaaaaa';
const NEW = 'redis-bbbbbbbb';
const BAD = 'redis-cccccccc';
const rolling = { currentRevision: OLD, updateRevision: NEW };
const parallel = (maxUnavailable?: number | string) => ({
  podManagementPolicy: 'Parallel',
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } },
});
const writtenAgo = (seconds: number) => ({
  managedFields: [
    { manager: 'kubectl', time: secondsAgo(seconds) },
    { manager: 'controller', subresource: 'status', time: secondsAgo(1) },
  ],
});

function rollout(
  objects: readonly Raw[],
  known: Partial<Pick<Observation, 'serverVersion' | 'history'>> = {},
) {
  const [observation] = observeObjects(
    withObjects(surroundings(), ...objects),
    { cluster: 'prod', complete: true },
  );
  if (!observation) {
    throw new Error('The fixture has no StatefulSet');
  }
  return assess({ ...observation, ...known }, { now: NOW }).rollout;
}

describe('assessRollout', () => {
  it('sees the trap also when the first revision has never worked', () => {
    expect(
      rollout([statefulSet({ status: rolling }), crashLoopingPod(0)]),
    ).toMatchObject({ state: 'Blocked', reason: 'TrapDeletePod', ordinal: 0 });
  });

  it('sees the trap in a pod that just never becomes ready, after its time', () => {
    const unready = (age: number) =>
      rollout([
        statefulSet({ status: rolling }),
        pod(0),
        pod(1),
        pod(2, { revision: BAD, ready: false, age }),
      ]);
    expect(unready(200)).toMatchObject({ state: 'RollingOut' });
    expect(unready(400)).toMatchObject({ reason: 'TrapDeletePod' });
  });

  it('holds no pod below the partition for trapped', () => {
    const updateStrategy = {
      type: 'RollingUpdate',
      rollingUpdate: { partition: 1 },
    };
    expect(
      rollout([
        statefulSet({ spec: { updateStrategy }, status: rolling }),
        crashLoopingPod(0),
        pod(1),
        pod(2, { revision: NEW }),
      ]),
    ).toMatchObject({ reason: 'PredecessorUnhealthy', ordinal: 0 });
  });

  it('waits for a hand with OnDelete also when the pods that wait are broken', () => {
    expect(
      rollout([
        statefulSet({
          spec: { updateStrategy: { type: 'OnDelete' } },
          status: rolling,
        }),
        crashLoopingPod(0, { revision: BAD }),
        crashLoopingPod(1, { revision: BAD }),
        pod(2, { revision: NEW }),
      ]),
    ).toEqual({ state: 'PendingManual', pending: 2 });
  });

  it('has staged a parallel set although a pod that the partition holds cannot start', () => {
    const updateStrategy = {
      type: 'RollingUpdate',
      rollingUpdate: { partition: 1 },
    };
    expect(
      rollout([
        statefulSet({
          spec: { podManagementPolicy: 'Parallel', updateStrategy },
          status: rolling,
        }),
        crashLoopingPod(0, { revision: BAD }),
        pod(1, { revision: NEW }),
        pod(2, { revision: NEW }),
      ]),
    ).toEqual({ state: 'Staged', held: 1, partition: 1 });
  });

  it.each([
    [1, 'v1.35.2', 'BudgetSpent'],
    [1, undefined, 'BudgetSpent'],
    [1, 'v1.36.3', undefined],
    ['67%', 'v1.35.2', undefined],
    [undefined, 'v1.35.2', undefined],
  ])(
    'knows when broken old pods spend maxUnavailable %s of a parallel set (%s)',
    (maxUnavailable, version, reason) => {
      const judged = rollout(
        [
          statefulSet({ spec: parallel(maxUnavailable), status: rolling }),
          pod(0),
          pod(1),
          crashLoopingPod(2),
        ],
        version ? { serverVersion: version } : {},
      );
      expect('reason' in judged ? judged.reason : undefined).toBe(reason);
    },
  );

  it.each([
    [30 * 60, { state: 'Stalled', ordinal: 2, updated: 0, target: 3 }],
    [60, { state: 'RollingOut', updated: 0, target: 3 }],
  ])(
    'is stalled once nothing has moved for long since the change, %s s ago',
    (seconds, expected) => {
      expect(
        rollout([
          statefulSet({ metadata: writtenAgo(seconds), status: rolling }),
          pod(0),
          pod(1),
          pod(2),
        ]),
      ).toEqual(expected);
    },
  );

  it('gives a member the time that its probes allow', () => {
    const spec = (failureThreshold: number) => ({
      template: {
        spec: {
          containers: [
            {
              name: 'redis',
              startupProbe: { failureThreshold, periodSeconds: 10 },
            },
          ],
        },
      },
    });
    const state = (failureThreshold: number) =>
      rollout([
        statefulSet({ spec: spec(failureThreshold), status: rolling }),
        pod(0),
        pod(1),
        pod(2, { revision: NEW, ready: false, age: 1200 }),
      ]).state;
    expect(state(30)).toBe('Stalled');
    expect(state(360)).toBe('RollingOut');
  });

  it('keeps counting where the partition holds members of several revisions', () => {
    const updateStrategy = {
      type: 'RollingUpdate',
      rollingUpdate: { partition: 2 },
    };
    expect(
      rollout([
        statefulSet({ spec: { updateStrategy }, status: rolling }),
        pod(0),
        pod(1, { revision: BAD }),
        pod(2, { revision: NEW }),
      ]),
    ).toEqual({ state: 'Staged', held: 2, partition: 2 });
  });

  it('gives a member the time that former ones took', () => {
    const state = (replacementP95Ms: number) =>
      rollout(
        [
          statefulSet({ status: rolling }),
          pod(0),
          pod(1),
          pod(2, { revision: NEW, ready: false, age: 1200 }),
        ],
        {
          history: {
            read: true,
            value: { samples: 9, replacementP50Ms: 1, replacementP95Ms },
          },
        },
      ).state;
    expect(state(590_000)).toBe('Stalled');
    expect(state(610_000)).toBe('RollingOut');
  });

  it('is blocked when events say that the API server refuses a pod, until it is there', () => {
    const refusal = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: 'redis.1',
        namespace: 'shop',
        uid: 'uid-event',
        resourceVersion: '1',
        creationTimestamp: secondsAgo(60),
      },
      involvedObject: { kind: 'StatefulSet', name: 'redis', uid: 'uid-set' },
      reason: 'FailedCreate',
      message:
        'create Pod redis-2 in StatefulSet redis failed error: pods "redis-2" is forbidden: exceeded quota',
      lastTimestamp: secondsAgo(30),
    };
    expect(rollout([statefulSet(), pod(0), pod(1), refusal])).toMatchObject({
      state: 'Blocked',
      reason: 'CreateRefused',
      ordinal: 2,
    });
    expect(rollout([statefulSet(), pod(0), pod(1), pod(2), refusal])).toEqual({
      state: 'Complete',
    });
  });
});
