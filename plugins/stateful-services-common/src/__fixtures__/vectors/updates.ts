import { pod } from '../objects';
import {
  leaving,
  NEW,
  partition,
  pods,
  rolling,
  vector,
  Vector,
} from './vector';

/** V01 to V12. */
export const vectorsOfUpdates: readonly Vector[] = [
  vector(['V01', 'steady'], ['done', 'Healthy', 'Current', 'Ready', 'done'], {
    pods: pods(3),
    rollout: { state: 'Complete' },
    headline: 'All 3 members run aaaaa and are ready.',
  }),
  vector(
    ['V02', 'the change is not observed yet (generation 3, observed 2)'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { metadata: { generation: 3 }, status: { observedGeneration: 2 } },
      pods: pods(3),
      rollout: { state: 'NotObserved' },
      headline: 'Kubernetes has not looked at the latest change yet.',
    },
  ),
  vector(
    ['V03', 'observedGeneration is absent, the counts look fine'],
    ['waiting', 'Progressing', 'Current', 'NotReady', 'ongoing'],
    {
      set: { status: { observedGeneration: undefined, readyReplicas: 3 } },
      pods: pods(3),
      rollout: { state: 'NotObserved' },
      headline: 'Kubernetes has not looked at the latest change yet.',
    },
  ),
  vector(
    ['V04', 'rolling, 1 of 3 updated, 2 ready'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { status: rolling },
      pods: [
        pod(0),
        pod(1, { revision: NEW, ready: false, age: 12 }),
        pod(2, { revision: NEW, age: 60 }),
      ],
      rollout: { state: 'RollingOut', ordinal: 1, updated: 1, target: 3 },
      headline:
        'Rolling out bbbbb: 1 of 3 members updated, redis-1 is starting (12 s).',
    },
  ),
  vector(
    ['V05', 'an old pod was just deleted, the counts lag (3 ready, 0 updated)'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { status: { ...rolling, readyReplicas: 3 } },
      pods: pods(2),
      rollout: { state: 'RollingOut', ordinal: 2, updated: 0, target: 3 },
      headline:
        'Rolling out bbbbb: 0 of 3 members updated, redis-2 is about to be created.',
    },
  ),
  vector(
    ['V06', 'all updated and ready, the revision is not promoted yet'],
    ['done', 'Healthy', 'Current', 'NotReady', 'done'],
    {
      set: { status: rolling },
      pods: pods(3, { revision: NEW, age: 30 }),
      rollout: { state: 'Settling', updated: 3, target: 3 },
      headline:
        'All 3 members run bbbbb and are ready; Kubernetes is about to record it.',
    },
  ),
  vector(
    ['V07', 'partition 2, stage complete (1 updated)'],
    ['done', 'Healthy', 'Current', 'Ready', 'done'],
    {
      set: { spec: partition(2), status: rolling },
      pods: [...pods(2), pod(2, { revision: NEW })],
      rollout: { state: 'Staged', held: 2, partition: 2 },
      headline:
        '1 of 3 members runs bbbbb; the partition holds the other 2 back on purpose.',
    },
  ),
  vector(
    ['V08', 'partition 2, stage under way (0 updated)'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { spec: partition(2), status: rolling },
      pods: [...pods(2), leaving(2)],
      rollout: { state: 'RollingOut', ordinal: 2, updated: 0, target: 1 },
      headline:
        'Rolling out bbbbb: 0 of 1 member updated, redis-2 is stopping (10 s).',
    },
  ),
  vector(
    ['V09', 'partition 5 of 3 replicas: the new revision reaches nothing'],
    ['done', 'Healthy', 'Current', 'Ready', 'done'],
    {
      set: { spec: partition(5), status: rolling },
      pods: pods(3),
      rollout: { state: 'StagedNone', partition: 5 },
      headline:
        'Nothing is rolled out: partition 5 is not below 3 members, so bbbbb runs nowhere.',
    },
  ),
  vector(
    ['V10', 'minReadySeconds: 3 ready, 1 available'],
    ['done', 'Healthy', 'Current', 'Ready', 'done'],
    {
      set: { spec: { minReadySeconds: 30 } },
      pods: [pod(0), pod(1, { readyFor: 25 }), pod(2, { readyFor: 10 })],
      rollout: { state: 'Settling', secondsLeft: 20, updated: 1, target: 3 },
      headline:
        'All members run aaaaa; the last one has to stay ready for 20 s more.',
    },
  ),
  vector(
    ['V11', 'no replicas wanted, 2 pods are still ending'],
    ['done', 'Healthy', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { spec: { replicas: 0 } },
      pods: [leaving(0), leaving(1)],
      rollout: { state: 'ScalingDown', condemned: 2 },
      headline: 'Scaling down to 0: 2 members still to go.',
    },
  ),
  vector(
    ['V12', 'no replicas wanted, none left'],
    ['done', 'Healthy', 'Current', 'Ready', 'done'],
    {
      set: { spec: { replicas: 0 } },
      pods: [],
      rollout: { state: 'ScaledToZero' },
      headline: 'Scaled to zero: no member is wanted, and none runs.',
    },
  ),
];
