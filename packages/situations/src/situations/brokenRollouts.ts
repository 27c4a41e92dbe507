import { Situation, Step } from '../situation';
import {
  both,
  complete,
  isUnschedulable,
  observed,
  pod,
  waitsFor,
} from './conditions';
import { comesUp, deletePod, rolls, selectNoNode, setImage } from './moves';
import { surroundings } from './objects';

const crashed = pod(
  2,
  candidate =>
    candidate.restarts === 4 && waitsFor('CrashLoopBackOff')(candidate),
);

const rollsOutWhatNoNodeTakes: Step = {
  does: 'a template is rolled out that no node takes',
  act: selectNoNode(true),
  until: pod(2, isUnschedulable),
  thenSeconds: 900,
  says: ['NotObserved', 'RollingOut?', 'RollingOut 2', 'Blocked BadRevision 2'],
  finds: ['pod.unschedulable.taint 2'],
};

/** Updates to a revision that cannot run, and the ways out. */
export const brokenRollouts: readonly Situation[] = [
  {
    name: 'rolling-reverted-half-way',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'an image is rolled out that never becomes ready',
        act: setImage('never-ready:1'),
        until: pod(2, ({ phase }) => phase === 'Running'),
        says: ['NotObserved', 'RollingOut?', 'RollingOut 2'],
      },
      {
        does: 'twenty minutes pass',
        thenSeconds: 1200,
        says: ['Stalled 2'],
        finds: ['pod.readiness-failing 2'],
      },
      {
        does: 'the former image is set again',
        act: setImage('server:1'),
        until: observed,
        says: ['NotObserved', 'Blocked TrapDeletePod 2'],
        finds: ['roll.trap 2', 'roll.silent-revert'],
      },
      {
        does: 'the trapped pod is deleted',
        act: deletePod(2),
        until: complete(3),
        says: ['RollingOut 2', 'ScalingUp', 'Complete'],
        finds: ['roll.silent-revert'],
      },
    ],
  },
  {
    name: 'rolling-trap-and-escape',
    surroundings,
    steps: [
      comesUp(),
      rollsOutWhatNoNodeTakes,
      {
        does: 'the template is mended',
        act: selectNoNode(false),
        until: both(observed, pod(2, isUnschedulable)),
        thenSeconds: 900,
        says: ['NotObserved', 'Blocked TrapDeletePod 2'],
        finds: ['roll.trap 2', 'roll.silent-revert'],
      },
      {
        does: 'the trapped pod is deleted',
        act: deletePod(2),
        until: complete(3),
        says: ['RollingOut 2', 'ScalingUp', 'Complete'],
        finds: ['roll.silent-revert'],
      },
    ],
  },
  {
    name: 'rolling-crash-loop',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'an image is rolled out that crashes',
        act: setImage('crash-loop:1'),
        until: crashed,
        thenSeconds: 900,
        says: [
          'NotObserved',
          'RollingOut?',
          'RollingOut 2',
          'Blocked BadRevision 2',
        ],
        finds: ['pod.crashloop 2'],
      },
      {
        does: 'another image follows',
        act: setImage('server:2'),
        until: both(observed, crashed),
        thenSeconds: 60,
        says: ['NotObserved', 'Blocked TrapDeletePod 2'],
        finds: ['roll.trap 2'],
      },
      {
        does: 'the trapped pod is deleted',
        act: deletePod(2),
        until: complete(3),
        says: rolls(2, 0).slice(1),
      },
    ],
  },
  {
    name: 'rolling-pull-failure',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'an image is rolled out that is not to be had',
        act: setImage('cannot-pull:1'),
        until: pod(2, waitsFor('ImagePullBackOff')),
        says: ['NotObserved', 'RollingOut?', 'RollingOut 2'],
      },
      {
        does: 'two minutes pass',
        thenSeconds: 120,
        says: ['Blocked BadRevision 2'],
        finds: ['pod.image-pull 2'],
      },
    ],
  },
  {
    name: 'parallel-leaves-no-trap',
    surroundings,
    steps: [
      comesUp({ podManagementPolicy: 'Parallel' }),
      rollsOutWhatNoNodeTakes,
      {
        does: 'the template is mended',
        act: selectNoNode(false),
        until: complete(3),
        says: ['NotObserved', 'RollingOut 2?', 'ScalingUp', 'Complete'],
        finds: ['roll.silent-revert'],
      },
    ],
  },
];
