import { claim, GIB, member, members, reportOf, secondsAgo } from './build';
import {
  claimBlocked as claimBlockedFinding,
  nearlyFull,
  nodeLost as nodeLostFinding,
  quorumEdge as quorumEdgeFinding,
} from './findings';

const levels = {
  rollout: 'fine',
  availability: 'fine',
  storage: 'fine',
  risk: 'fine',
} as const;

export const claimBlocked = reportOf({
  level: 'critical',
  levels: {
    ...levels,
    rollout: 'critical',
    availability: 'attention',
    storage: 'critical',
  },
  headline: `Stuck: ${claimBlockedFinding.title}`,
  nextStep: claimBlockedFinding.remediation[0]?.text,
  rollout: {
    state: 'Blocked',
    reason: 'ClaimBlocked',
    ordinal: 2,
    updated: 2,
    target: 3,
  },
  storage: { state: 'Blocked', claims: 3, sizesBytes: [10 * GIB] },
  members: members(3, {
    2: {
      state: 'pending',
      level: 'critical',
      reason: 'its volume is not there',
      node: undefined,
      zone: undefined,
      since: secondsAgo(12 * 60),
      claims: [
        claim('redis-2', {
          phase: 'Pending',
          storageClassName: 'fast',
          volumeName: undefined,
          capacityBytes: undefined,
          usedBytes: undefined,
        }),
      ],
    },
  }),
  findings: [claimBlockedFinding],
});

export const volumeNearlyFull = reportOf({
  level: 'attention',
  levels: { ...levels, storage: 'attention' },
  headline:
    'All 3 members run 7f9c4 and are ready. The volume of redis-1 is 86 % full.',
  nextStep: nearlyFull.remediation[0]?.text,
  storage: {
    state: 'Filling',
    claims: 3,
    sizesBytes: [10 * GIB],
    fullest: { ordinal: 1, claimName: 'data-redis-1', usedRatio: 0.86 },
  },
  members: members(3, {
    1: { claims: [claim('redis-1', { usedBytes: 8.6 * GIB })] },
  }),
  findings: [nearlyFull],
});

export const expanding = reportOf({
  level: 'working',
  levels: { ...levels, storage: 'working' },
  headline:
    'Volumes grow from 10 GiB to 20 GiB: 2 of 3 are done, the one of redis-0 is being expanded.',
  storage: {
    state: 'Expanding',
    claims: 3,
    sizesBytes: [10 * GIB, 20 * GIB],
    fullest: { ordinal: 0, claimName: 'data-redis-0', usedRatio: 0.71 },
  },
  members: [
    member(0, {
      claims: [claim('redis-0', { requestBytes: 20 * GIB, expanding: true })],
    }),
    member(1),
    member(2),
  ],
});

export const nodeLost = reportOf({
  level: 'critical',
  levels: { ...levels, rollout: 'critical', availability: 'attention' },
  headline: `Stuck: ${nodeLostFinding.title}`,
  nextStep: nodeLostFinding.remediation[0]?.text,
  rollout: {
    state: 'Blocked',
    reason: 'NodeLost',
    ordinal: 1,
    updated: 2,
    target: 3,
  },
  members: members(3, {
    1: {
      state: 'lost',
      level: 'critical',
      reason: 'node worker-2 does not report',
      since: secondsAgo(6 * 60),
    },
  }),
  findings: [nodeLostFinding],
});

export const quorumEdge = reportOf({
  level: 'attention',
  levels: { ...levels, availability: 'attention' },
  headline:
    'No member may fail now: 2 of 3 are ready and 2 are needed to write; redis-2 is not ready (95 s).',
  nextStep: quorumEdgeFinding.remediation[0]?.text,
  availability: {
    state: 'AtRisk',
    ready: 2,
    available: 2,
    replicas: 3,
    quorum: 2,
  },
  members: members(3, {
    2: { state: 'notReady', level: 'attention', since: secondsAgo(95) },
  }),
  findings: [quorumEdgeFinding],
});
