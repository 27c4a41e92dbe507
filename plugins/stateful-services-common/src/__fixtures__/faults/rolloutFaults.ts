import { secondsAgo } from '../objects';
import { FaultyCluster } from './cluster';
import { Fault, LOSS_OF_A_MEMBER } from './fault';

type Raw = Record<string, unknown>;

const strategyOf = ({ set }: FaultyCluster) =>
  (set.spec.updateStrategy ?? { type: 'RollingUpdate' }) as {
    type: string;
    rollingUpdate?: { partition?: number };
  };

const isRolling = (cluster: FaultyCluster) =>
  strategyOf(cluster).type === 'RollingUpdate' &&
  !strategyOf(cluster).rollingUpdate?.partition;

const isOrdered = ({ set }: FaultyCluster) =>
  set.spec.podManagementPolicy !== 'Parallel';

const crashing = {
  conditions: [
    { type: 'Ready', status: 'False', lastTransitionTime: secondsAgo(600) },
  ],
  containerStatuses: [
    {
      name: 'server',
      ready: false,
      restartCount: 6,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { reason: 'Error', exitCode: 1 } },
    },
  ],
};

function onRevision(cluster: FaultyCluster, revision: string): Raw {
  const labels = cluster.victim?.metadata.labels as Raw;
  return { labels: { ...labels, 'controller-revision-hash': revision } };
}

/** What goes wrong while a change of the set is applied. */
export const rolloutFaults: readonly Fault[] = [
  {
    name: 'a bad revision was reverted, and its pod stays',
    rule: 'roll.trap',
    leadsTo: LOSS_OF_A_MEMBER,
    inject: cluster =>
      cluster.victim && isRolling(cluster) && isOrdered(cluster)
        ? cluster.change(cluster.victim, {
            metadata: {
              ...onRevision(cluster, 'bad-bbbbbbbb'),
              creationTimestamp: secondsAgo(900),
            },
            status: { ...crashing, startTime: secondsAgo(890) },
          })
        : undefined,
  },
  {
    name: 'another owner has a pod of a member’s name',
    rule: 'roll.name-conflict',
    leadsTo: LOSS_OF_A_MEMBER,
    inject: cluster =>
      cluster.victim &&
      cluster.change(cluster.victim, {
        metadata: {
          creationTimestamp: secondsAgo(600),
          ownerReferences: [
            { kind: 'Job', name: 'other', uid: 'uid-other', controller: true },
          ],
        },
      }),
  },
  {
    name: 'the controller does not look at a change',
    rule: 'roll.not-observed',
    inject: cluster =>
      cluster.replicas > 0
        ? cluster.change(cluster.set, {
            metadata: {
              generation: 2,
              managedFields: [
                { manager: 'kubectl', operation: 'Update', time: secondsAgo(600) },
              ],
            },
          })
        : undefined,
  },
  {
    name: 'a partition above the members holds a new revision',
    rule: 'roll.partition-over',
    inject: cluster =>
      cluster.replicas > 0 && isRolling(cluster)
        ? cluster.change(cluster.set, {
            spec: {
              updateStrategy: {
                type: 'RollingUpdate',
                rollingUpdate: { partition: cluster.replicas + 2 },
              },
            },
            status: { updateRevision: 'new-cccccccc' },
          })
        : undefined,
  },
];
