import { Node, StorageClass } from '../../kinds/cluster';
import { PersistentVolumeClaim } from '../../kinds/persistentVolumeClaim';
import { resourceTypes } from '../../kinds/resources';
import { PersistentVolume } from '../../kinds/persistentVolume';
import { ControlContext } from '../controller';

/** Annotation by which the scheduler says where the first consumer of a claim will run. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const ZONE_LABEL = 'topology.kubernetes.io/zone';

/** Provisioners that exist here; claims of any other class stay pending, as where no driver is installed. */
const PROVISIONERS = ['kubernetes.io/host-path', 'disk.csi.sandbox.example'];

export function canProvision(storageClass: StorageClass): boolean {
  return PROVISIONERS.includes(storageClass.provisioner);
}

function zoneAffinity(node: Node | undefined) {
  const zone = node?.metadata.labels?.[ZONE_LABEL];
  return zone
    ? {
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: ZONE_LABEL, operator: 'In', values: [zone] },
                ],
              },
            ],
          },
        },
      }
    : {};
}

/** Creates the volume for a claim, in the zone of the node that was selected for its pod. */
export function provisionVolume(
  { store, registry, events }: ControlContext,
  claim: PersistentVolumeClaim,
  storageClass: StorageClass,
): PersistentVolume {
  const nodeName = claim.metadata.annotations?.[SELECTED_NODE];
  const name = `pvc-${claim.metadata.uid}`;
  const node = nodeName ? store.get('nodes', { name: nodeName }) : undefined;
  const volume = registry.create('persistentvolumes', {
    metadata: {
      name,
      annotations: {
        'pv.kubernetes.io/provisioned-by': storageClass.provisioner,
      },
    },
    spec: {
      accessModes: claim.spec.accessModes,
      capacity: { storage: claim.spec.resources.requests.storage },
      claimRef: {
        apiVersion: claim.apiVersion,
        kind: resourceTypes.persistentvolumeclaims.kind,
        namespace: claim.metadata.namespace,
        name: claim.metadata.name,
        uid: claim.metadata.uid,
      },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      csi: { driver: storageClass.provisioner, volumeHandle: name },
      ...zoneAffinity(node),
    },
  });
  events.record({
    about: claim,
    type: 'Normal',
    reason: 'ProvisioningSucceeded',
    message: `Successfully provisioned volume ${name} using ${storageClass.provisioner}`,
    source: 'persistentvolume-controller',
  });
  return registry.updateStatus('persistentvolumes', {
    ...volume,
    status: { phase: 'Bound' },
  });
}
