import { crashLoopingPod, pod, secondsAgo } from '../objects';
import {
  BAD,
  NEW,
  partition,
  pods,
  rolling,
  strategy,
  vector,
  Vector,
  young,
} from './vector';

/** V13 to V25. */
export const vectorsOfStrategies: readonly Vector[] = [
  vector(
    ['V13', 'scaling down from 5 to 3, 5 ready'],
    ['done', 'Healthy', 'InProgress', 'NotReady', 'ongoing'],
    {
      pods: pods(5),
      rollout: { state: 'ScalingDown', condemned: 2 },
      headline: 'Scaling down to 3: 2 members still to go.',
    },
  ),
  vector(
    ['V14', 'scaling up from 3 to 5, 4 pods, 3 ready'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { spec: { replicas: 5 } },
      pods: [...pods(3), pod(3, { ready: false, age: 8 })],
      rollout: { state: 'ScalingUp', missing: 2 },
      headline: 'Starting: 3 of 5 members ready, redis-3 is starting (8 s).',
    },
  ),
  vector(
    ['V15', 'OnDelete, 0 of 3 updated, 3 ready'],
    ['error', 'Healthy', 'Current', 'Ready', 'ongoing'],
    {
      set: { spec: strategy('OnDelete'), status: rolling },
      pods: pods(3),
      rollout: { state: 'PendingManual', pending: 3 },
      headline:
        '3 of 3 members still run an old revision: this set updates a member only when its pod is deleted.',
    },
  ),
  vector(
    ['V16', 'OnDelete, 3 updated, 0 of 3 ready'],
    ['error', 'Progressing', 'Current', 'Ready', 'ongoing'],
    {
      set: { spec: strategy('OnDelete'), status: rolling },
      pods: pods(3, { revision: NEW, ready: false, age: 90 }),
      rollout: { state: 'RollingOut', ordinal: 0, updated: 0, target: 3 },
      headline:
        'Nothing serves: no member is ready. Rolling out bbbbb: 0 of 3 members updated, redis-0 is starting (1 min).',
    },
  ),
  vector(
    ['V17', 'OnDelete complete, currentRevision stays stale (before 1.37)'],
    ['error', 'Healthy', 'Current', 'Ready', 'done'],
    {
      set: { spec: strategy('OnDelete'), status: rolling },
      pods: pods(3, { revision: NEW }),
      rollout: { state: 'Complete' },
      headline: 'All 3 members run bbbbb and are ready.',
    },
  ),
  vector(
    ['V18', 'Recreate (alpha in 1.37): all old pods deleted, no pod'],
    ['error', 'Progressing', 'InProgress', 'Ready', 'ongoing'],
    {
      set: { spec: strategy('Recreate'), status: rolling },
      pods: [],
      rollout: { state: 'Recreating', updated: 0, target: 3 },
      headline:
        'Nothing serves: no member is ready. All members are being replaced by bbbbb: 0 of 3 are back.',
    },
  ),
  vector(
    ['V19', 'Recreate complete'],
    ['error', 'Healthy', 'Current', 'Ready', 'done'],
    {
      set: { spec: strategy('Recreate') },
      pods: pods(3),
      rollout: { state: 'Complete' },
      headline: 'All 3 members run aaaaa and are ready.',
    },
  ),
  vector(
    ['V20', 'the set is being deleted, all ready'],
    ['done', 'Progressing', 'Terminating', 'Ready', 'done'],
    {
      set: { metadata: { deletionTimestamp: secondsAgo(3) } },
      pods: pods(3),
      rollout: { state: 'Deleting' },
      headline: 'redis is being deleted.',
    },
  ),
  vector(
    ['V21', 'the trap: a pod of a bad revision, the template reverted'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      pods: [...pods(2), crashLoopingPod(2, { revision: BAD })],
      rollout: {
        state: 'Blocked',
        reason: 'TrapDeletePod',
        ordinal: 2,
        updated: 2,
        target: 3,
      },
      headline:
        'Stuck: redis-2 runs a broken revision, and Kubernetes does not replace it although the template has changed.',
    },
  ),
  vector(
    ['V22', 'the new revision crash-loops'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { status: rolling },
      pods: [...pods(2), crashLoopingPod(2, { revision: NEW })],
      rollout: {
        state: 'Blocked',
        reason: 'BadRevision',
        ordinal: 2,
        updated: 0,
        target: 3,
      },
      headline:
        'Stuck: redis-2 keeps ending: container redis has been restarted 5 times.',
    },
  ),
  vector(
    ['V23', 'no rollingUpdate block, never promoted, all updated and ready'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { spec: strategy('RollingUpdate'), status: rolling },
      pods: pods(3, { revision: NEW }),
      rollout: { state: 'Complete' },
      headline: 'All 3 members run bbbbb and are ready.',
    },
  ),
  vector(
    ['V24', 'replicas absent (1 by default), 1 pod not ready'],
    ['done', 'Healthy', 'InProgress', 'NotReady', 'FAILED'],
    {
      set: { metadata: young, spec: { replicas: undefined } },
      pods: [pod(0, { ready: false, age: 30 })],
      rollout: { state: 'ScalingUp', missing: 1 },
      headline: 'Starting: 0 of 1 member ready, redis-0 is starting (30 s).',
    },
  ),
  vector(
    ['V25', 'partition 2, the canary crash-loops'],
    ['waiting', 'Progressing', 'InProgress', 'NotReady', 'ongoing'],
    {
      set: { spec: partition(2), status: rolling },
      pods: [...pods(2), crashLoopingPod(2, { revision: NEW })],
      rollout: {
        state: 'Blocked',
        reason: 'BadRevision',
        ordinal: 2,
        updated: 0,
        target: 1,
      },
      headline:
        'Stuck: redis-2 keeps ending: container redis has been restarted 5 times.',
    },
  ),
];
