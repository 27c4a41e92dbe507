import {
  assessment,
  claim,
  GIB,
  members,
  onOldRevision,
  report,
  reportOf,
  secondsAgo,
  set,
} from './build';
import { crashLoop, noBudget, trap } from './findings';

const levels = {
  rollout: 'fine',
  availability: 'fine',
  storage: 'fine',
  risk: 'fine',
} as const;

export const complete = reportOf({});

export const rollingOut = reportOf({
  level: 'working',
  levels: { ...levels, rollout: 'working', availability: 'working' },
  headline:
    'Rolling out 7f9c4: 2 of 3 members updated, redis-0 is restarting (40 s).',
  nextStep: 'About 1 min left.',
  rollout: { state: 'RollingOut', ordinal: 0, updated: 2, target: 3 },
  members: members(3, {
    0: {
      ...onOldRevision,
      state: 'terminating',
      level: 'working',
      since: secondsAgo(40),
    },
  }),
});

export const staged = reportOf({
  level: 'attention',
  levels: { ...levels, rollout: 'attention' },
  headline:
    '1 of 3 members runs 7f9c4; the partition holds the other two back on purpose.',
  nextStep: 'Lower the partition to 1 to go on.',
  rollout: { state: 'Staged', held: 2, partition: 2 },
  partition: 2,
  members: members(3, {
    0: { ...onOldRevision, heldByPartition: true },
    1: { ...onOldRevision, heldByPartition: true },
  }),
});

export const trapBlocked = reportOf({
  level: 'critical',
  levels: { ...levels, rollout: 'critical', availability: 'attention' },
  headline: `Stuck: ${trap.title}`,
  nextStep: trap.remediation[0]?.text,
  rollout: {
    state: 'Blocked',
    reason: 'TrapDeletePod',
    ordinal: 2,
    updated: 0,
    target: 3,
  },
  members: members(3, {
    0: onOldRevision,
    1: onOldRevision,
    2: {
      revision: '9b1e0',
      revisionState: 'old',
      state: 'failing',
      level: 'critical',
      reason: 'ImagePullBackOff',
      since: secondsAgo(14 * 60),
    },
  }),
  findings: [trap, noBudget],
});

export const crashLooping = reportOf({
  level: 'critical',
  levels: { ...levels, rollout: 'critical', availability: 'attention' },
  headline: `Stuck: ${crashLoop.title}`,
  nextStep: crashLoop.remediation[0]?.text,
  rollout: {
    state: 'Blocked',
    reason: 'BadRevision',
    ordinal: 1,
    updated: 1,
    target: 3,
  },
  members: members(3, {
    0: onOldRevision,
    1: {
      state: 'failing',
      level: 'critical',
      reason: 'CrashLoopBackOff, exit code 1',
      restarts: 7,
      since: secondsAgo(9 * 60),
    },
  }),
  findings: [crashLoop, noBudget],
});

export const acknowledged = reportOf({
  acknowledged: [
    {
      ...noBudget,
      acknowledgement: {
        until: '2026-12-31',
        by: 'jane',
        reason: 'nobody drains these nodes',
      },
    },
  ],
});

const shard = (index: number) =>
  set(
    `shard-${index}`,
    assessment({
      members: members(3).map(each => ({
        ...each,
        podName: `shard-${index}-${each.ordinal}`,
      })),
    }),
  );

const [stuckShard] = trapBlocked.statefulSets;
const [rollingShard] = rollingOut.statefulSets;

export const severalSets = report([
  ...(stuckShard ? [set('shard-3', stuckShard.assessment)] : []),
  ...(rollingShard ? [set('shard-1', rollingShard.assessment)] : []),
  ...[0, 2, 4, 5, 6].map(shard),
]);

export const severalFineSets = report([0, 1, 2].map(shard));

const manyMembers = members(15, {
  0: { ...onOldRevision, heldByPartition: true },
  1: { ...onOldRevision, heldByPartition: true },
  2: { ...onOldRevision, heldByPartition: true },
  3: onOldRevision,
  4: onOldRevision,
  5: {
    ...onOldRevision,
    state: 'terminating',
    level: 'working',
    since: secondsAgo(12),
  },
  13: {
    state: 'notReady',
    level: 'attention',
    since: secondsAgo(130),
    claims: [claim('redis-13', { usedBytes: 7 * GIB })],
  },
});

export const manyMembersRollingOut = reportOf({
  level: 'attention',
  levels: { ...levels, rollout: 'working', availability: 'attention' },
  headline:
    'Rolling out 7f9c4: 8 of 12 members updated, redis-5 is restarting (12 s).',
  nextStep: 'About 9 min left.',
  rollout: { state: 'RollingOut', ordinal: 5, updated: 8, target: 12 },
  partition: 3,
  podManagementPolicy: 'Parallel',
  members: manyMembers,
});

export const scalingDown = reportOf({
  level: 'working',
  levels: { ...levels, rollout: 'working' },
  headline: 'Scaling down to 3: 2 members still to go.',
  rollout: { state: 'ScalingDown', condemned: 2 },
  replicas: 3,
  images: [
    'registry.example.com/library/redis@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    'registry.example.com/exporters/redis:1.80.0',
  ],
  members: members(5, {
    3: { condemned: true, level: 'working' },
    4: {
      condemned: true,
      state: 'terminating',
      level: 'working',
      since: secondsAgo(8),
    },
  }),
});

export const scaledToZero = reportOf({
  headline: 'Scaled to zero: no member is wanted, and none runs.',
  rollout: { state: 'ScaledToZero' },
  storage: { state: 'None', claims: 0, sizesBytes: [] },
  members: [],
});
