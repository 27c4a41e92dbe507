import { Scene } from '../recording/scene';
import { SET, Situation } from '../situation';
import { complete, pod } from './conditions';
import { comesUp, create, deletePod, setImage } from './moves';
import { container, statefulSet, surroundings, template } from './objects';

const unready = (value: 'yes' | null) => (scene: Scene) =>
  scene.annotatePod(1, { 'kubelet.example/unready': value });

/** Left alone by the played kubelet: what it should do is done by hand, or not. */
const byHand = { 'kwok.x-k8s.io/status': 'custom' };

const POD = { apiVersion: 'v1', kind: 'Pod' };
const NODE = { apiVersion: 'v1', kind: 'Node' };

const now = () => `${new Date().toISOString().slice(0, 19)}Z`;

const readyStatus = () => ({
  phase: 'Running',
  startTime: now(),
  conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: now() }],
  containerStatuses: [
    {
      name: 'server',
      image: container().image,
      imageID: '',
      ready: true,
      restartCount: 0,
      started: true,
      state: { running: { startedAt: now() } },
    },
  ],
});

/** Single members that fare badly, whatever the set is at. */
export const members: readonly Situation[] = [
  {
    name: 'readiness-lost-after-a-finished-roll',
    surroundings,
    steps: [
      comesUp(),
      { does: 'an hour passes', thenSeconds: 3600, says: [] },
      {
        does: 'a member stops being ready',
        act: unready('yes'),
        until: pod(1, candidate => !candidate.ready),
        thenSeconds: 120,
        says: [],
      },
      {
        does: 'ten minutes pass',
        thenSeconds: 600,
        says: [],
        finds: ['pod.readiness-failing 1'],
      },
      {
        does: 'it becomes ready again',
        act: unready(null),
        until: complete(3),
        says: [],
      },
    ],
  },
  {
    name: 'failed-pod-replaced',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the node evicts a member, so that its pod has failed',
        act: scene =>
          scene.patchStatus(POD, `${SET}-2`, {
            phase: 'Failed',
            reason: 'Evicted',
            message: 'The node was low on resource: memory.',
            conditions: [
              { type: 'Ready', status: 'False', lastTransitionTime: now() },
            ],
          }),
        until: complete(3),
        says: ['ScalingUp', 'Complete'],
        mayFind: ['pod.evicted'],
      },
    ],
  },
  {
    name: 'pod-stuck-terminating',
    surroundings,
    steps: [
      comesUp(),
      { does: 'an hour passes', thenSeconds: 3600, says: [] },
      {
        does: 'a pod is deleted and its kubelet does not end it',
        act: async scene => {
          await scene.annotatePod(2, byHand);
          await deletePod(2)(scene);
        },
        until: pod(
          2,
          ({ deletionTimestamp }) => deletionTimestamp !== undefined,
        ),
        says: ['ScalingUp'],
      },
      {
        does: 'ten minutes pass',
        thenSeconds: 600,
        says: ['Blocked TerminatingStuck 2'],
        finds: ['pod.terminating-stuck 2'],
      },
      {
        does: 'it is deleted by force',
        act: scene => scene.deletePod(2, { gracePeriodSeconds: 0 }),
        until: complete(3),
        says: ['ScalingUp', 'Complete'],
      },
    ],
  },
  {
    name: 'node-lost',
    surroundings: [
      ...surroundings,
      {
        ...NODE,
        metadata: {
          name: 'NAMESPACE-node',
          annotations: byHand,
          labels: {
            'kubernetes.io/hostname': 'NAMESPACE-node',
            'topology.kubernetes.io/region': 'NAMESPACE',
          },
        },
      },
    ],
    steps: [
      {
        does: 'a member comes up on the node',
        act: async scene => {
          const node = `${scene.namespace}-node`;
          await scene.patchStatus(NODE, node, {
            capacity: { cpu: '4', memory: '4Gi', pods: '10' },
            allocatable: { cpu: '4', memory: '4Gi', pods: '10' },
            conditions: [
              {
                type: 'Ready',
                status: 'True',
                reason: 'KubeletReady',
                lastHeartbeatTime: now(),
                lastTransitionTime: now(),
              },
            ],
          });
          await scene.create(
            statefulSet({
              replicas: 1,
              ...template({
                nodeSelector: {
                  'topology.kubernetes.io/region': scene.namespace,
                },
                tolerations: ['unreachable', 'not-ready'].map(name => ({
                  key: `node.kubernetes.io/${name}`,
                  operator: 'Exists',
                  effect: 'NoExecute',
                  tolerationSeconds: 2,
                })),
              }),
            }),
          );
        },
        until: pod(0, ({ nodeName }) => nodeName !== undefined),
        says: ['NotObserved', 'ScalingUp'],
      },
      {
        does: 'its kubelet reports that it serves',
        act: scene => scene.patchStatus(POD, `${SET}-0`, readyStatus()),
        until: complete(1),
        says: ['Complete'],
      },
      {
        does: 'the kubelet reports no more, until the pod is evicted',
        until: pod(
          0,
          ({ deletionTimestamp }) => deletionTimestamp !== undefined,
        ),
        thenSeconds: 600,
        says: ['Blocked NodeLost 0'],
        finds: ['node.lost 0'],
      },
      {
        does: 'the node is deleted',
        act: scene => scene.delete(NODE, `${scene.namespace}-node`),
        until: pod(0, ({ nodeName }) => nodeName === undefined),
        thenSeconds: 60,
        says: [
          'Blocked TerminatingStuck 0',
          'ScalingUp',
          'Blocked BadRevision 0',
        ],
        finds: ['pod.unschedulable.taint 0'],
        mayFind: ['node.missing 0'],
      },
    ],
  },
  {
    name: 'crash-loop-from-the-beginning',
    surroundings,
    steps: [
      {
        does: 'a set is created whose image crashes',
        act: create(
          statefulSet(
            template({
              containers: [
                container({ image: 'kubelet.example/crash-loop:1' }),
              ],
            }),
          ),
        ),
        until: pod(0, ({ restarts }) => restarts === 4),
        thenSeconds: 900,
        says: ['NotObserved', 'ScalingUp', 'Blocked BadRevision 0'],
        finds: [
          'pod.crashloop 0',
          'pdb.insufficient',
          'roll.scaleup-blocked 1',
        ],
      },
      {
        does: 'the image is mended',
        act: setImage('server:1'),
        until: observation =>
          observation?.statefulSet.status.observedGeneration === 2,
        thenSeconds: 60,
        says: ['NotObserved', 'Blocked TrapDeletePod 0'],
        finds: ['roll.trap 0', 'pdb.insufficient', 'roll.scaleup-blocked 1'],
      },
      {
        does: 'the trapped pod is deleted',
        act: deletePod(0),
        until: complete(3),
        says: [
          'RollingOut 0',
          'RollingOut 1',
          'RollingOut 2',
          'Settling?',
          'Complete',
        ],
      },
    ],
  },
];
