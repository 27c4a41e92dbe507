import { Situation } from '../situation';
import {
  both,
  claim,
  complete,
  gone,
  isUnschedulable,
  observed,
  pod,
  ready,
} from './conditions';
import {
  changeSet,
  comesUp,
  deletePod,
  orphanSet,
  recreateSet,
  removeSet,
  scaleTo,
} from './moves';
import { surroundings } from './objects';

/** Members that come and go because somebody wants more or fewer. */
export const scaling: readonly Situation[] = [
  {
    name: 'scaling-up',
    surroundings,
    steps: [
      comesUp({ replicas: 1 }),
      {
        does: 'it is scaled to 4',
        act: scaleTo(4),
        until: complete(4),
        says: ['NotObserved', 'ScalingUp', 'Complete'],
        finds: ['ha.node-concentration'],
      },
    ],
  },
  {
    name: 'scaling-up-in-parallel',
    surroundings,
    steps: [
      comesUp({ replicas: 1, podManagementPolicy: 'Parallel' }),
      {
        does: 'it is scaled to 5',
        act: scaleTo(5),
        until: complete(5),
        says: ['NotObserved', 'ScalingUp', 'Complete'],
        finds: ['ha.node-concentration', 'ha.node-concentration'],
      },
    ],
  },
  {
    name: 'scaling-down-keeps-claims',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'it is scaled to 1',
        act: scaleTo(1),
        until: complete(1),
        says: ['NotObserved', 'ScalingDown', 'Complete'],
        finds: ['pvc.orphan'],
      },
      {
        does: 'it is scaled to 2 again',
        act: scaleTo(2),
        until: complete(2),
        says: ['NotObserved', 'ScalingUp', 'Complete'],
        finds: ['pvc.orphan'],
      },
    ],
  },
  {
    name: 'scaling-down-deletes-claims',
    surroundings,
    steps: [
      {
        ...comesUp({
          persistentVolumeClaimRetentionPolicy: {
            whenScaled: 'Delete',
            whenDeleted: 'Retain',
          },
        }),
        finds: ['pvc.retention-delete'],
      },
      {
        does: 'it is scaled to 1',
        act: scaleTo(1),
        until: both(
          complete(1),
          observation =>
            observation?.claims.read === true &&
            observation.claims.value.length === 1,
        ),
        says: ['NotObserved', 'ScalingDown', 'Complete'],
        finds: ['pvc.retention-delete'],
      },
    ],
  },
  {
    name: 'scaling-to-zero-and-back',
    surroundings,
    steps: [
      comesUp({ replicas: 2 }),
      {
        does: 'it is scaled to 0',
        act: scaleTo(0),
        until: ready(0),
        says: ['NotObserved', 'ScalingDown', 'ScaledToZero'],
        finds: ['pvc.orphan'],
      },
      {
        does: 'it is scaled to 2 again',
        act: scaleTo(2),
        until: complete(2),
        says: ['NotObserved', 'ScalingUp', 'Complete'],
      },
    ],
  },
  {
    name: 'scaling-up-stops-at-an-unplaced-member',
    surroundings,
    steps: [
      comesUp({ replicas: 1 }),
      {
        does: 'it is to run where no node is',
        act: changeSet({
          replicas: 3,
          updateStrategy: { rollingUpdate: { partition: 1 } },
          template: {
            spec: { nodeSelector: { 'situations.example/nowhere': 'true' } },
          },
        }),
        until: both(
          pod(1, isUnschedulable),
          claim(1, ({ phase }) => phase === 'Bound'),
        ),
        thenSeconds: 600,
        says: ['NotObserved', 'RollingOut 1', 'Blocked BadRevision 1'],
        finds: [
          'pod.unschedulable.taint 1',
          'pdb.insufficient',
          'roll.scaleup-blocked 2',
        ],
      },
    ],
  },
  {
    name: 'scaling-down-stops-at-a-sick-member',
    surroundings,
    steps: [
      comesUp(),
      { does: 'an hour passes', thenSeconds: 3600, says: [] },
      {
        does: 'the first member stops being ready',
        act: scene =>
          scene.annotatePod(0, { 'kubelet.example/unready': 'yes' }),
        until: pod(0, candidate => !candidate.ready),
        says: [],
      },
      {
        does: 'it is scaled to 2',
        act: scaleTo(2),
        until: observed,
        thenSeconds: 900,
        says: ['NotObserved', 'ScalingDown', 'Stalled 0'],
        finds: ['pod.readiness-failing 0'],
      },
      {
        does: 'the member becomes ready again',
        act: scene => scene.annotatePod(0, { 'kubelet.example/unready': null }),
        until: complete(2),
        says: ['ScalingDown', 'Complete'],
        finds: ['pvc.orphan'],
      },
    ],
  },
  {
    name: 'ordinals-start-at-five',
    surroundings,
    steps: [
      comesUp({ ordinals: { start: 5 } }),
      {
        does: 'the image is changed above a partition',
        act: changeSet({
          updateStrategy: { rollingUpdate: { partition: 2 } },
          template: {
            metadata: { annotations: { 'situations.example/version': '2' } },
          },
        }),
        until: observation =>
          ready(3)(observation) &&
          observation?.statefulSet.status.updatedReplicas === 1,
        says: ['NotObserved', 'RollingOut?', 'RollingOut 7', 'Staged'],
        finds: ['roll.partition-hold'],
      },
    ],
  },
  {
    name: 'ordinals-move',
    surroundings,
    steps: [
      comesUp({ replicas: 2 }),
      {
        does: 'the first ordinal becomes 1',
        act: changeSet({ ordinals: { start: 1 } }),
        until: complete(2),
        says: ['NotObserved', 'ScalingDown', 'Complete'],
        finds: ['pvc.orphan'],
      },
    ],
  },
  {
    name: 'deleted-in-the-foreground',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the set is deleted',
        act: removeSet('Foreground'),
        until: gone,
        says: ['Deleting', 'no set'],
      },
    ],
  },
  {
    name: 'orphaned-and-adopted',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the set is deleted without its pods',
        act: orphanSet,
        until: gone,
        says: ['Deleting', 'no set'],
      },
      {
        does: 'it is created again',
        act: recreateSet,
        until: complete(3),
        says: ['NotObserved', 'Complete'],
      },
    ],
  },
  {
    name: 'member-deleted-by-hand',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the second pod is deleted',
        act: deletePod(1),
        until: complete(3),
        says: ['ScalingUp', 'Complete'],
      },
    ],
  },
];
