import { claim, endpointSlice, pod, secondsAgo, statefulSet } from '../objects';
import { NEW, rolling, sound, Situation } from './situation';

const onDelete = { updateStrategy: { type: 'OnDelete' } };
const partition = (value: number) => ({
  updateStrategy: {
    type: 'RollingUpdate',
    rollingUpdate: { partition: value },
  },
});

/** Nothing is broken: what is wanted is there, or on its way. */
export const changes: readonly Situation[] = [
  {
    situation: 'steady',
    objects: [statefulSet(), ...sound],
    rollout: { state: 'Complete' },
    availability: 'Full',
    level: 'fine',
    headline: 'All 3 members run aaaaa and are ready.',
  },
  {
    situation: 'generation not observed',
    objects: [statefulSet({ metadata: { generation: 3 } }), ...sound],
    rollout: { state: 'NotObserved' },
    availability: 'Full',
    level: 'working',
    headline: 'Kubernetes has not looked at the latest change yet.',
  },
  {
    situation: 'rolling, the pod is deleted and not there again yet',
    objects: [statefulSet({ status: rolling }), pod(0), pod(1)],
    rollout: { state: 'RollingOut', ordinal: 2, updated: 0, target: 3 },
    availability: 'AtRisk',
    level: 'working',
    headline:
      'Rolling out bbbbb: 0 of 3 members updated, redis-2 is about to be created.',
  },
  {
    situation: 'first creation',
    objects: [
      statefulSet({ metadata: { creationTimestamp: secondsAgo(20) } }),
      pod(0, { ready: false, age: 5 }),
    ],
    rollout: { state: 'ScalingUp', missing: 3 },
    availability: 'Starting',
    level: 'working',
    headline: 'Starting: 0 of 3 members ready, redis-0 is starting (5 s).',
  },
  {
    situation: 'minReadySeconds not over',
    objects: [
      statefulSet({ spec: { minReadySeconds: 30 } }),
      pod(0),
      pod(1),
      pod(2, { readyFor: 18 }),
    ],
    rollout: { state: 'Settling', secondsLeft: 12, updated: 2, target: 3 },
    availability: 'Soaking',
    level: 'working',
    headline:
      'All members run aaaaa; the last one has to stay ready for 12 s more.',
  },
  {
    situation: 'staged by a partition',
    objects: [
      statefulSet({ spec: partition(2), status: rolling }),
      pod(0),
      pod(1),
      pod(2, { revision: NEW }),
    ],
    rollout: { state: 'Staged', held: 2, partition: 2 },
    availability: 'Full',
    level: 'working',
    headline:
      '1 of 3 members runs bbbbb; the partition holds the other 2 back on purpose.',
  },
  {
    situation: 'partition above the replicas',
    objects: [statefulSet({ spec: partition(5), status: rolling }), ...sound],
    rollout: { state: 'StagedNone', partition: 5 },
    availability: 'Full',
    level: 'attention',
    headline:
      'Nothing is rolled out: partition 5 is not below 3 members, so bbbbb runs nowhere.',
    findings: ['roll.partition-over'],
  },
  {
    situation: 'OnDelete with pods that wait',
    objects: [
      statefulSet({ spec: onDelete, status: rolling }),
      pod(0),
      pod(1),
      pod(2, { revision: NEW }),
    ],
    rollout: { state: 'PendingManual', pending: 2 },
    availability: 'Full',
    level: 'attention',
    headline:
      '2 of 3 members still run an old revision: this set updates a member only when its pod is deleted.',
    findings: ['roll.ondelete-pending'],
  },
  {
    situation: 'volumes being expanded',
    objects: [
      statefulSet(),
      ...sound,
      claim(1, { spec: { resources: { requests: { storage: '20Gi' } } } }),
    ],
    rollout: { state: 'Complete' },
    availability: 'Full',
    storage: 'Expanding',
    level: 'working',
    headline:
      'All 3 members run aaaaa and are ready. One volume is being expanded.',
  },
  {
    situation: 'scaling down',
    objects: [statefulSet({ spec: { replicas: 1 } }), ...sound],
    rollout: { state: 'ScalingDown', condemned: 2 },
    availability: 'Full',
    level: 'working',
    headline: 'Scaling down to 1: 2 members still to go.',
  },
  {
    situation: 'scaled to zero',
    objects: [statefulSet({ spec: { replicas: 0 } })],
    rollout: { state: 'ScaledToZero' },
    availability: 'None',
    level: 'fine',
    headline: 'Scaled to zero: no member is wanted, and none runs.',
  },
  {
    situation: 'scaled to zero with OnDelete',
    objects: [statefulSet({ spec: { replicas: 0, ...onDelete } })],
    rollout: { state: 'ScaledToZero' },
    availability: 'None',
    level: 'fine',
    headline: 'Scaled to zero: no member is wanted, and none runs.',
  },
  {
    situation: 'start ordinal 5',
    objects: [
      statefulSet({ spec: { ordinals: { start: 5 }, replicas: 1 } }),
      pod(5, { node: 'node-0' }),
      claim(5),
      endpointSlice([5]),
    ],
    rollout: { state: 'Complete' },
    availability: 'Full',
    level: 'attention',
    headline: 'The only member runs aaaaa and is ready.',
    findings: ['pvc.orphan'],
  },
];
