import { KubernetesObject } from '../kinds/metadata';
import { ResourceName, ResourceType } from '../kinds/resources';
import { Exchange } from './exchange';

type Column = readonly [name: string, path: string];

/** What `kubectl get` prints besides name and age. */
const COLUMNS: { readonly [TName in ResourceName]?: readonly Column[] } = {
  statefulsets: [
    ['Ready', 'status.readyReplicas'],
    ['Replicas', 'spec.replicas'],
    ['Updated', 'status.updatedReplicas'],
  ],
  pods: [
    ['Status', 'status.phase'],
    ['Node', 'spec.nodeName'],
    ['Revision', 'metadata.labels.controller-revision-hash'],
  ],
  persistentvolumeclaims: [
    ['Status', 'status.phase'],
    ['Volume', 'spec.volumeName'],
    ['Capacity', 'status.capacity.storage'],
    ['StorageClass', 'spec.storageClassName'],
  ],
  persistentvolumes: [
    ['Capacity', 'spec.capacity.storage'],
    ['Status', 'status.phase'],
    ['Claim', 'spec.claimRef.name'],
  ],
  poddisruptionbudgets: [
    ['Min Available', 'spec.minAvailable'],
    ['Max Unavailable', 'spec.maxUnavailable'],
    ['Allowed Disruptions', 'status.disruptionsAllowed'],
  ],
  services: [
    ['Type', 'spec.type'],
    ['Cluster-IP', 'spec.clusterIP'],
  ],
  events: [
    ['Type', 'type'],
    ['Reason', 'reason'],
    ['Object', 'involvedObject.name'],
    ['Message', 'message'],
  ],
  storageclasses: [['Provisioner', 'provisioner']],
  controllerrevisions: [['Revision', 'revision']],
};

/** Whether the client would rather have rows to print than objects. */
export function wantsTable({ request }: Exchange): boolean {
  return /as=Table;v=v1;g=meta\.k8s\.io/.test(request.headers.accept ?? '');
}

function cell(object: KubernetesObject, path: string): string | number {
  const value = path
    .split('.')
    .reduce<unknown>((parent, field) => Object(parent)[field], object);
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}

/** Objects as rows for kubectl. */
export function asTable(
  type: ResourceType,
  list: {
    readonly items: readonly KubernetesObject[];
    readonly metadata?: object;
  },
) {
  const columns = COLUMNS[type.name] ?? [];
  const all: readonly Column[] = [
    ['Name', 'metadata.name'],
    ...columns,
    ['Created', 'metadata.creationTimestamp'],
  ];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: list.metadata ?? {},
    columnDefinitions: all.map(([name]) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority: 0,
    })),
    rows: list.items.map(object => ({
      cells: all.map(([, path]) => cell(object, path)),
      object: {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: object.metadata,
      },
    })),
  };
}
