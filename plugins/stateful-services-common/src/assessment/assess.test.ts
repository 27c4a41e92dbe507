import {
  claim,
  crashLoopingPod,
  endpointSlice,
  node,
  NOW,
  pod,
  secondsAgo,
  statefulSet,
  surroundings,
  unschedulablePod,
  withObjects,
} from '../__fixtures__/objects';
import { assessmentSchema } from '../contract/assessment';
import { Observation } from '../observation/observation';
import { observeObjects } from '../observation/observeObjects';
import { assess } from './assess';

type Raw = Record<string, unknown>;

const OLD = 'redis-aaaaaaaa';
const NEW = 'redis-bbbbbbbb';
const BAD = 'redis-cccccccc';
const rolling = { currentRevision: OLD, updateRevision: NEW };
const sound = [pod(0), pod(1), pod(2)];
const onDelete = { updateStrategy: { type: 'OnDelete' } };
const partition = (value: number) => ({
  updateStrategy: {
    type: 'RollingUpdate',
    rollingUpdate: { partition: value },
  },
});

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

interface Situation {
  readonly situation: string;
  readonly objects: Raw[];
  readonly rollout: Raw;
  readonly availability: string;
  readonly storage?: string;
  readonly level: string;
  readonly headline: string;
  readonly findings?: readonly string[];
}

const situations: readonly Situation[] = [
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
