import { ObjectDraft } from '../kinds/metadata';

const ZONES = ['a', 'b', 'c'];

function node(cluster: string, zone: string, index: number): ObjectDraft {
  const name = `${cluster}-${zone}${index}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'topology.kubernetes.io/region': 'eu-central-1',
        'topology.kubernetes.io/zone': `eu-central-1${zone}`,
      },
    },
  };
}

function storageClass(
  name: string,
  traits: { readonly isDefault: boolean; readonly reclaimPolicy: string },
): ObjectDraft {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      ...(traits.isDefault && {
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      }),
    },
    provisioner: 'disk.csi.sandbox.example',
    reclaimPolicy: traits.reclaimPolicy,
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}

/** What a cluster of the demo has before anyone deploys to it: two nodes in each of three zones, storage, a namespace. */
export function landscape(cluster: string): readonly ObjectDraft[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ...ZONES.flatMap(zone => [node(cluster, zone, 1), node(cluster, zone, 2)]),
    storageClass('standard', { isDefault: true, reclaimPolicy: 'Retain' }),
    storageClass('ephemeral', { isDefault: false, reclaimPolicy: 'Delete' }),
  ];
}
