import { secondsAgo } from '../objects';
import { FaultyCluster } from './cluster';
import { Fault, LOSS_OF_A_MEMBER } from './fault';

const TEN_MINUTES = 600;

const unready = {
  conditions: [
    {
      type: 'Ready',
      status: 'False',
      lastTransitionTime: secondsAgo(TEN_MINUTES),
    },
  ],
};

const waiting = (reason: string, message = '') => ({
  name: 'server',
  ready: false,
  restartCount: 0,
  state: { waiting: { reason, message } },
});

const ended = (reason: string, exitCode: number) => ({
  name: 'server',
  ready: false,
  restartCount: 6,
  state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
  lastState: {
    terminated: { reason, exitCode, finishedAt: secondsAgo(60) },
  },
});

/** The victim's pod is new, and its container is in that state. */
function containerIn(status: object) {
  return (cluster: FaultyCluster) =>
    cluster.victim &&
    cluster.change(cluster.victim, {
      metadata: { creationTimestamp: secondsAgo(TEN_MINUTES) },
      status: {
        ...unready,
        startTime: secondsAgo(TEN_MINUTES),
        containerStatuses: [status],
      },
    });
}

function unscheduled(message: string, applies: (cluster: FaultyCluster) => boolean = () => true) {
  return (cluster: FaultyCluster) =>
    cluster.victim && applies(cluster)
      ? cluster.change(cluster.victim, {
          metadata: { creationTimestamp: secondsAgo(TEN_MINUTES) },
          spec: { nodeName: undefined },
          status: {
            phase: 'Pending',
            startTime: undefined,
            containerStatuses: [],
            conditions: [
              {
                type: 'PodScheduled',
                status: 'False',
                reason: 'Unschedulable',
                lastTransitionTime: secondsAgo(TEN_MINUTES),
                message,
              },
            ],
          },
        })
      : undefined;
}

const hasClaim = (cluster: FaultyCluster) => cluster.claim !== undefined;
const lost = { leadsTo: LOSS_OF_A_MEMBER };

/** What goes wrong with one member or with its node. */
export const memberFaults: readonly Fault[] = [
  {
    ...lost,
    name: 'a container ends again and again',
    rule: 'pod.crashloop',
    inject: containerIn(ended('Error', 1)),
  },
  {
    ...lost,
    name: 'a container needs more memory than its limit',
    rule: 'pod.oom',
    inject: containerIn(ended('OOMKilled', 137)),
  },
  {
    ...lost,
    name: 'an image cannot be pulled',
    rule: 'pod.image-pull',
    inject: containerIn(waiting('ImagePullBackOff', 'Back-off pulling image')),
  },
  {
    ...lost,
    name: 'a Secret of the container is missing',
    rule: 'pod.config-error',
    inject: containerIn(
      waiting('CreateContainerConfigError', 'secret "server" not found'),
    ),
  },
  {
    ...lost,
    name: 'a member stays unready for ten minutes',
    rule: 'pod.readiness-failing',
    inject: cluster =>
      cluster.victim &&
      cluster.change(cluster.victim, { status: unready }),
  },
  {
    ...lost,
    name: 'no node has room',
    rule: 'pod.unschedulable.resources',
    inject: unscheduled('0/3 nodes are available: 3 Insufficient memory.'),
  },
  {
    ...lost,
    name: 'the volume lies in a zone without a usable node',
    rule: 'pod.unschedulable.volume-zone',
    inject: unscheduled(
      "0/3 nodes are available: 3 node(s) didn't match PersistentVolume's node affinity.",
      hasClaim,
    ),
  },
  {
    ...lost,
    name: 'a pod does not end',
    rule: 'pod.terminating-stuck',
    inject: cluster =>
      cluster.victim &&
      cluster.change(cluster.victim, {
        metadata: {
          deletionTimestamp: secondsAgo(TEN_MINUTES),
          deletionGracePeriodSeconds: 30,
        },
        status: unready,
      }),
  },
  {
    ...lost,
    name: 'a node stops reporting',
    rule: 'node.lost',
    leadsTo: [...LOSS_OF_A_MEMBER, 'pod.readiness-failing'],
    inject: cluster =>
      cluster.victim &&
      cluster
        .change(cluster.node, {
          status: {
            conditions: [
              {
                type: 'Ready',
                status: 'Unknown',
                lastTransitionTime: secondsAgo(TEN_MINUTES),
              },
            ],
          },
        })
        .map(object =>
          object === cluster.victim
            ? { ...cluster.victim, status: { ...cluster.victim.status, ...unready } }
            : object,
        ),
  },
  {
    name: 'a node is gone while its pod is not',
    rule: 'node.missing',
    inject: cluster => cluster.victim && cluster.without(cluster.node),
  },
  {
    name: 'a node runs out of disk',
    rule: 'node.pressure',
    inject: cluster =>
      cluster.victim &&
      cluster.change(cluster.node, {
        status: {
          conditions: [
            { type: 'Ready', status: 'True' },
            {
              type: 'DiskPressure',
              status: 'True',
              lastTransitionTime: secondsAgo(TEN_MINUTES),
            },
          ],
        },
      }),
  },
  {
    name: 'a node takes no new pods',
    rule: 'node.cordoned',
    inject: cluster =>
      cluster.victim &&
      cluster.change(cluster.node, { spec: { unschedulable: true } }),
  },
];
