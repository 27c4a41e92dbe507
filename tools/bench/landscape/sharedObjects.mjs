import {
  metadata,
  nodeCount,
  nodeName,
  timestamp,
  zoneOf,
} from './metadata.mjs';

const day = 86_400_000;

/** Nodes and the storage class that all services share, as an API server returns them. */
export function sharedObjects({ now }) {
  const created = timestamp(now - day);
  return [
    ...Array.from({ length: nodeCount }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: metadata({
        name: nodeName(index),
        labels: {
          'kubernetes.io/hostname': nodeName(index),
          'topology.kubernetes.io/zone': zoneOf(index),
        },
        created,
      }),
      spec: {},
      status: {
        allocatable: { cpu: '64', memory: '256Gi', pods: '50000' },
        capacity: { cpu: '64', memory: '256Gi', pods: '50000' },
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'KubeletReady',
            lastHeartbeatTime: created,
            lastTransitionTime: created,
          },
        ],
      },
    })),
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: metadata({ name: 'fast', created }),
      provisioner: 'csi.example.com',
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ];
}
