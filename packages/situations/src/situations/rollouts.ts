import { Situation } from '../situation';
import { complete, observed, updated } from './conditions';
import { comesUp, deletePod, rolls, setImage, setPartition } from './moves';
import { surroundings } from './objects';

/** Updates that come to their end. */
export const rollouts: readonly Situation[] = [
  {
    name: 'rolling-plain',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the image is changed',
        act: setImage('server:2'),
        until: complete(3),
        says: rolls(2, 0),
      },
      { does: 'a day passes', thenSeconds: 86_400, says: [] },
    ],
  },
  {
    name: 'rolling-back-to-an-older-revision',
    surroundings,
    steps: [
      comesUp({ replicas: 2 }),
      {
        does: 'the image is changed',
        act: setImage('server:2'),
        until: complete(2),
        says: rolls(1, 0),
      },
      {
        does: 'the former image is set again',
        act: setImage('server:1'),
        until: complete(2),
        says: rolls(1, 0),
        finds: ['roll.silent-revert'],
      },
    ],
  },
  {
    name: 'rolling-superseded',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'a second image follows while the first is being rolled out',
        act: async scene => {
          await setImage('server:2')(scene);
          await setImage('server:3')(scene);
        },
        until: complete(3),
        // The controller may have begun with the first image, or not.
        says: [
          'NotObserved',
          'RollingOut?',
          'RollingOut 2?',
          'NotObserved?',
          ...rolls(2, 0).slice(1),
        ],
      },
    ],
  },
  {
    name: 'rolling-partition-stages',
    surroundings,
    steps: [
      comesUp({ updateStrategy: { rollingUpdate: { partition: 3 } } }),
      {
        does: 'the image is changed while the partition holds all',
        act: setImage('server:2'),
        until: observed,
        says: ['NotObserved', 'StagedNone'],
        finds: ['roll.partition-over'],
      },
      {
        does: 'the partition is lowered to 2',
        act: setPartition(2),
        until: updated(1, 3),
        says: ['NotObserved', 'RollingOut?', 'RollingOut 2', 'Staged'],
        finds: ['roll.partition-hold'],
      },
      {
        does: 'a held member is replaced',
        act: deletePod(0),
        until: updated(1, 3),
        says: ['RollingOut 0', 'Staged'],
        finds: ['roll.partition-hold'],
        mayFind: ['roll.partition-hold'],
      },
      {
        does: 'the partition is lowered to 0',
        act: setPartition(0),
        until: complete(3),
        says: rolls(1, 0),
      },
    ],
  },
  {
    name: 'rolling-min-ready-seconds',
    surroundings,
    steps: [
      {
        ...comesUp({ replicas: 2, minReadySeconds: 3 }),
        says: ['NotObserved', 'ScalingUp', 'Settling', 'Complete'],
        mayFind: ['roll.min-ready-wait'],
      },
      {
        does: 'the image is changed',
        act: setImage('server:2'),
        until: complete(2),
        says: rolls(1, 0),
        mayFind: ['roll.min-ready-wait'],
      },
    ],
  },
  {
    name: 'rolling-max-unavailable-behind-its-gate',
    surroundings,
    steps: [
      comesUp({
        updateStrategy: { rollingUpdate: { maxUnavailable: 2 } },
      }),
      {
        does: 'the image is changed',
        act: setImage('server:2'),
        until: complete(3),
        says: rolls(2, 0),
      },
    ],
  },
  {
    name: 'parallel-roll',
    surroundings,
    steps: [
      comesUp({ podManagementPolicy: 'Parallel' }),
      {
        does: 'the image is changed',
        act: setImage('server:2'),
        until: complete(3),
        says: rolls(2, 0),
      },
    ],
  },
  {
    name: 'on-delete-by-hand',
    surroundings,
    steps: [
      {
        ...comesUp({ replicas: 2, updateStrategy: { type: 'OnDelete' } }),
        finds: ['tpl.update-ondelete'],
      },
      {
        does: 'the image is changed',
        act: setImage('server:2'),
        until: observed,
        says: ['NotObserved', 'PendingManual'],
        finds: ['tpl.update-ondelete', 'roll.ondelete-pending'],
      },
      {
        does: 'the first pod is deleted',
        act: deletePod(0),
        until: updated(1, 2),
        says: ['RollingOut 0', 'PendingManual'],
        finds: ['tpl.update-ondelete', 'roll.ondelete-pending'],
      },
      {
        does: 'the second pod is deleted',
        act: deletePod(1),
        until: updated(2, 2),
        says: ['RollingOut 1', 'Complete'],
        finds: ['tpl.update-ondelete'],
      },
    ],
  },
];
