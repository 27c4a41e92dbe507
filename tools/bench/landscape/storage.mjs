import { metadata } from './metadata.mjs';

export const claimSpec = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '10Gi' } },
  storageClassName: 'fast',
  volumeMode: 'Filesystem',
};

export function volume({ name, claim, zone, times }) {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: metadata({
      name,
      created: times.created,
      finalizers: ['kubernetes.io/pv-protection'],
    }),
    spec: {
      accessModes: claimSpec.accessModes,
      capacity: { storage: '10Gi' },
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        namespace: claim.metadata.namespace,
        name: claim.metadata.name,
        uid: claim.metadata.uid,
      },
      csi: { driver: 'csi.example.com', volumeHandle: name, fsType: 'ext4' },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                {
                  key: 'topology.kubernetes.io/zone',
                  operator: 'In',
                  values: [zone],
                },
              ],
            },
          ],
        },
      },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: 'fast',
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Bound' },
  };
}
