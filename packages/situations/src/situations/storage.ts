import { Scene } from '../recording/scene';
import { SET, Situation } from '../situation';
import { claim, complete, isUnschedulable, observed, pod } from './conditions';
import { comesUp, create, deletePod } from './moves';
import { claimTemplate, statefulSet, surroundings, template } from './objects';

const CLAIM = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
const VOLUME = { apiVersion: 'v1', kind: 'PersistentVolume' };
const claimName = (ordinal: number) => `data-${SET}-${ordinal}`;

const storageClass = (parts: object) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'NAMESPACE' },
  provisioner: 'nobody.situations.example',
  reclaimPolicy: 'Retain',
  volumeBindingMode: 'Immediate',
  ...parts,
});

/** The set, with claims of the class that belongs to the namespace. */
const createWithClass =
  (spec: object = {}) =>
  (scene: Scene) =>
    create(
      statefulSet({
        volumeClaimTemplates: [
          claimTemplate({ storageClassName: scene.namespace }),
        ],
        ...spec,
      }),
    )(scene);

/** Claims and volumes that keep a member from running. */
export const storage: readonly Situation[] = [
  {
    name: 'claim-not-provisioned',
    surroundings: [...surroundings, storageClass({})],
    steps: [
      {
        does: 'a set is created whose class nobody provisions for',
        act: createWithClass(),
        until: pod(0, isUnschedulable),
        says: ['NotObserved', 'ScalingUp'],
      },
      {
        does: 'five minutes pass',
        thenSeconds: 300,
        says: ['Blocked ClaimBlocked 0'],
        finds: [
          'pvc.pending.provisioning 0',
          'pdb.insufficient',
          'roll.scaleup-blocked 1',
        ],
      },
    ],
  },
  {
    name: 'claim-of-a-missing-class',
    surroundings,
    steps: [
      {
        does: 'a set is created whose class does not exist',
        act: createWithClass(),
        until: pod(0, isUnschedulable),
        thenSeconds: 300,
        says: ['NotObserved', 'ScalingUp?', 'Blocked ClaimBlocked 0'],
        finds: [
          'pvc.pending.class-missing 0',
          'pdb.insufficient',
          'roll.scaleup-blocked 1',
        ],
      },
    ],
  },
  {
    name: 'claim-waits-for-its-consumer',
    surroundings: [
      ...surroundings,
      storageClass({
        provisioner: 'kubernetes.io/host-path',
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'WaitForFirstConsumer',
      }),
    ],
    steps: [
      {
        does: 'a set is created',
        act: createWithClass(),
        until: complete(3),
        says: ['NotObserved', 'ScalingUp', 'Complete'],
        mayFind: ['pvc.pending.wait-consumer'],
      },
    ],
  },
  {
    name: 'claim-lost',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the volume of a member is deleted by force',
        act: async scene => {
          const text = await scene.client.call({
            method: 'GET',
            path: `/api/v1/namespaces/${scene.namespace}/persistentvolumeclaims/${claimName(2)}`,
          });
          // An API server answers with the claim, which is bound.
          const { spec } = text as { spec: { volumeName: string } };
          await scene.delete(VOLUME, spec.volumeName);
          await scene.patch(VOLUME, spec.volumeName, {
            metadata: { finalizers: null },
          });
        },
        until: claim(2, ({ phase }) => phase === 'Lost'),
        says: [],
        finds: ['pvc.lost 2'],
      },
      {
        does: 'its pod is deleted',
        act: deletePod(2),
        until: pod(2, isUnschedulable),
        thenSeconds: 300,
        says: ['ScalingUp', 'Blocked ClaimBlocked 2'],
        finds: ['pvc.lost 2'],
      },
    ],
  },
  {
    name: 'claim-terminating',
    surroundings,
    steps: [
      comesUp(),
      {
        does: 'the claim of a running member is deleted',
        act: scene => scene.delete(CLAIM, claimName(1)),
        until: claim(
          1,
          ({ deletionTimestamp }) => deletionTimestamp !== undefined,
        ),
        thenSeconds: 300,
        says: [],
        finds: ['pvc.terminating 1'],
      },
      {
        does: 'its pod is deleted',
        act: deletePod(1),
        until: complete(3),
        says: ['ScalingUp', 'Complete'],
      },
    ],
  },
  {
    name: 'volume-in-a-zone-without-a-node',
    surroundings: [
      ...surroundings,
      storageClass({
        provisioner: 'kubernetes.io/no-provisioner',
        volumeBindingMode: 'WaitForFirstConsumer',
      }),
      {
        ...VOLUME,
        metadata: { name: 'NAMESPACE-volume' },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          persistentVolumeReclaimPolicy: 'Retain',
          storageClassName: 'NAMESPACE',
          csi: { driver: 'disk.situations.example', volumeHandle: 'volume' },
          claimRef: {
            ...CLAIM,
            namespace: 'NAMESPACE',
            name: claimName(0),
          },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    {
                      key: 'topology.kubernetes.io/zone',
                      operator: 'In',
                      values: ['zone-a'],
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    ],
    steps: [
      {
        does: 'a set is created whose member may not run in the zone of its volume',
        act: createWithClass({
          replicas: 1,
          ...template({
            nodeSelector: { 'topology.kubernetes.io/zone': 'zone-b' },
          }),
        }),
        until: pod(0, isUnschedulable),
        thenSeconds: 300,
        says: ['NotObserved', 'ScalingUp', 'Blocked BadRevision 0'],
        finds: ['pod.unschedulable.volume-zone 0'],
        mayFind: ['pvc.pending.wait-consumer 0'],
      },
    ],
  },
  {
    name: 'claim-grows',
    surroundings,
    steps: [
      comesUp({ replicas: 2 }),
      {
        does: 'a claim is to grow, and nobody expands it',
        act: scene =>
          scene.patch(CLAIM, claimName(0), {
            spec: { resources: { requests: { storage: '2Gi' } } },
          }),
        until: observed,
        thenSeconds: 600,
        says: [],
        finds: ['pvc.resize.in-progress 0'],
      },
    ],
  },
];
