import { secondsAgo } from '../objects';
import { FaultyCluster } from './cluster';
import { Fault, LOSS_OF_A_MEMBER } from './fault';

const onClaim =
  (parts: Parameters<FaultyCluster['change']>[1]) => (cluster: FaultyCluster) =>
    cluster.claim && cluster.change(cluster.claim, parts);

const hasStandardClass = ({ claim }: FaultyCluster) =>
  claim?.spec.storageClassName === 'standard';

const grown = { spec: { resources: { requests: { storage: '16Ti' } } } };

/** What goes wrong with the claim or the volume of one member. */
export const storageFaults: readonly Fault[] = [
  {
    name: 'a claim loses its volume',
    rule: 'pvc.lost',
    inject: cluster =>
      cluster.claim &&
      new FaultyCluster(
        cluster.without(
          cluster.named(
            'PersistentVolume',
            String(cluster.claim.spec.volumeName),
          ),
        ) as FaultyCluster['objects'],
      ).change(cluster.claim, { status: { phase: 'Lost' } }),
  },
  {
    name: 'a claim in use is deleted',
    rule: 'pvc.terminating',
    inject: onClaim({
      metadata: {
        deletionTimestamp: secondsAgo(600),
        finalizers: ['kubernetes.io/pvc-protection'],
      },
    }),
  },
  {
    name: 'a claim is gone',
    rule: 'pvc.missing',
    inject: cluster => cluster.claim && cluster.without(cluster.claim),
  },
  {
    name: 'the driver refuses to grow a volume',
    rule: 'pvc.resize.controller-infeasible',
    inject: onClaim({
      ...grown,
      status: {
        allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' },
      },
    }),
  },
  {
    name: 'the class forbids growth',
    rule: 'pvc.resize.class-forbids',
    inject: cluster =>
      hasStandardClass(cluster)
        ? cluster
            .change(cluster.claim, grown)
            .map(object =>
              object === cluster.ofKind('StorageClass')
                ? { ...object, allowVolumeExpansion: false }
                : object,
            )
        : undefined,
  },
  {
    name: 'no volume is provided',
    rule: 'pvc.pending.provisioning',
    leadsTo: LOSS_OF_A_MEMBER,
    inject: cluster =>
      hasStandardClass(cluster)
        ? cluster.change(cluster.claim, {
            metadata: {
              creationTimestamp: secondsAgo(600),
              annotations: { 'volume.kubernetes.io/selected-node': 'node-0' },
            },
            spec: { volumeName: undefined },
            status: { phase: 'Pending', capacity: undefined },
          })
        : undefined,
  },
];
