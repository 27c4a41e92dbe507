import {
  claim,
  crashLoopingPod,
  node,
  pod,
  secondsAgo,
  statefulSet,
  unschedulablePod,
} from '../objects';
import { BAD, NEW, rolling, Situation } from './situation';

/** Something is broken. */
export const troubles: readonly Situation[] = [
  {
    situation: 'rolling, the last member is starting',
    objects: [
      statefulSet({ status: rolling }),
      pod(0),
      pod(1),
      pod(2, { revision: NEW, ready: false, age: 40 }),
    ],
    rollout: { state: 'RollingOut', ordinal: 2, updated: 0, target: 3 },
    availability: 'AtRisk',
    level: 'working',
    headline:
      'Rolling out bbbbb: 0 of 3 members updated, redis-2 is starting (40 s).',
  },
  {
    situation: 'trapped after the template was reverted',
    objects: [
      statefulSet(),
      pod(0),
      pod(1),
      unschedulablePod(2, { revision: BAD, age: 600 }),
    ],
    rollout: {
      state: 'Blocked',
      reason: 'TrapDeletePod',
      ordinal: 2,
      updated: 2,
      target: 3,
    },
    availability: 'AtRisk',
    level: 'critical',
    headline:
      'Stuck: redis-2 runs a broken revision, and Kubernetes does not replace it although the template has changed.',
    findings: ['roll.trap'],
  },
  {
    situation: 'the same under Parallel, where the controller replaces it',
    objects: [
      statefulSet({ spec: { podManagementPolicy: 'Parallel' } }),
      pod(0),
      pod(1),
      crashLoopingPod(2, { revision: BAD }),
    ],
    rollout: { state: 'RollingOut', ordinal: 2, updated: 2, target: 3 },
    availability: 'AtRisk',
    level: 'critical',
    headline:
      'Rolling out aaaaa: 2 of 3 members updated, redis-2 cannot start (CrashLoopBackOff, exit code 1) (1 h).',
    findings: ['pod.crashloop'],
  },
  {
    situation: 'the new revision crashes',
    objects: [
      statefulSet({ status: rolling }),
      pod(0),
      pod(1),
      crashLoopingPod(2, { revision: NEW }),
    ],
    rollout: {
      state: 'Blocked',
      reason: 'BadRevision',
      ordinal: 2,
      updated: 0,
      target: 3,
    },
    availability: 'AtRisk',
    level: 'critical',
    headline:
      'Stuck: redis-2 keeps ending: container redis has been restarted 5 times.',
    findings: ['pod.crashloop'],
  },
  {
    situation: 'a sick member below stops the rollout of the others',
    objects: [
      statefulSet({ status: rolling }),
      crashLoopingPod(0),
      pod(1),
      pod(2, { revision: NEW }),
    ],
    rollout: {
      state: 'Blocked',
      reason: 'PredecessorUnhealthy',
      ordinal: 0,
      updated: 1,
      target: 3,
    },
    availability: 'AtRisk',
    level: 'critical',
    headline:
      'Stuck: redis-0 keeps ending: container redis has been restarted 5 times.',
    findings: ['pod.crashloop'],
  },
  {
    situation: 'a crash after the rollout has finished',
    objects: [
      statefulSet(),
      pod(0),
      crashLoopingPod(1, { readyFor: 300 }),
      pod(2),
    ],
    rollout: { state: 'Complete' },
    availability: 'AtRisk',
    level: 'critical',
    headline:
      '2 of 3 members ready: redis-1 cannot start (CrashLoopBackOff, exit code 1) (5 min).',
    findings: ['pod.crashloop'],
  },
  {
    situation: 'storage class missing',
    objects: [
      statefulSet({ metadata: { creationTimestamp: secondsAgo(720) } }),
      unschedulablePod(0, { age: 720 }),
      claim(0, {
        spec: { storageClassName: 'fast', volumeName: undefined },
        status: { phase: 'Pending', capacity: undefined },
      }),
    ],
    rollout: {
      state: 'Blocked',
      reason: 'ClaimBlocked',
      ordinal: 0,
      updated: 0,
      target: 3,
    },
    availability: 'Down',
    storage: 'Blocked',
    level: 'critical',
    headline:
      'Nothing serves: no member is ready. Stuck: redis-0 cannot start: its volume is waiting (12 min) because storage class "fast" does not exist.',
    findings: ['pvc.pending.class-missing'],
  },
  {
    situation: 'node lost',
    objects: [
      statefulSet(),
      pod(0),
      pod(1),
      pod(2, { ready: false, readyFor: 200 }),
      node('node-2', 'Unknown'),
    ],
    rollout: { state: 'Complete' },
    availability: 'AtRisk',
    level: 'critical',
    headline:
      '2 of 3 members ready: redis-2 is lost (node node-2 does not report) (4 min).',
    findings: ['node.lost'],
  },
  {
    situation: 'quorum lost',
    objects: [
      statefulSet({ image: 'registry.example.com/etcd:3.6' }),
      pod(0),
      crashLoopingPod(1, { readyFor: 300 }),
      crashLoopingPod(2, { readyFor: 300 }),
    ],
    rollout: { state: 'Complete' },
    availability: 'QuorumLost',
    level: 'critical',
    headline:
      'Writes are refused: 1 of 3 members ready, 2 are needed. 1 of 3 members ready: redis-1 cannot start (CrashLoopBackOff, exit code 1) (5 min).',
    findings: ['ha.quorum-lost', 'pod.crashloop', 'pod.crashloop'],
  },
  {
    situation: 'the last member that a majority needs',
    objects: [
      statefulSet({ image: 'etcd:3.6' }),
      pod(0),
      pod(1),
      pod(2, { ready: false, readyFor: 900 }),
    ],
    rollout: { state: 'Complete' },
    availability: 'AtRisk',
    level: 'critical',
    headline:
      '2 of 3 members ready: redis-2 is running but not ready (15 min).',
    findings: ['pod.readiness-failing', 'ha.quorum-edge'],
  },
  {
    situation: 'a foreign pod has a member’s name',
    objects: [
      statefulSet({ metadata: { creationTimestamp: secondsAgo(60) } }),
      pod(0),
      pod(1, { ownerUid: 'somebody-else' }),
    ],
    rollout: {
      state: 'Blocked',
      reason: 'NameConflict',
      ordinal: 1,
      updated: 1,
      target: 3,
    },
    availability: 'Reduced',
    level: 'critical',
    headline: 'Stuck: redis-1 cannot be created: another pod has its name.',
    findings: ['roll.name-conflict'],
  },
];
