import { z } from 'zod';
import {
  endpointSliceSchema,
  eventSchema,
  namespaceSchema,
  nodeSchema,
  podDisruptionBudgetSchema,
  serviceSchema,
  storageClassSchema,
} from './cluster';
import { kubernetesObjectSchema } from './metadata';
import { persistentVolumeSchema } from './persistentVolume';
import { persistentVolumeClaimSchema } from './persistentVolumeClaim';
import { podSchema } from './pod';
import { controllerRevisionSchema, statefulSetSchema } from './statefulSet';

/** The shape of each resource by the plural name that the API uses. Those with the bare schema are inert. */
const schemas = {
  namespaces: namespaceSchema,
  nodes: nodeSchema,
  pods: podSchema,
  persistentvolumeclaims: persistentVolumeClaimSchema,
  persistentvolumes: persistentVolumeSchema,
  services: serviceSchema,
  events: eventSchema,
  configmaps: kubernetesObjectSchema,
  secrets: kubernetesObjectSchema,
  serviceaccounts: kubernetesObjectSchema,
  statefulsets: statefulSetSchema,
  controllerrevisions: controllerRevisionSchema,
  storageclasses: storageClassSchema,
  volumeattachments: kubernetesObjectSchema,
  poddisruptionbudgets: podDisruptionBudgetSchema,
  networkpolicies: kubernetesObjectSchema,
  endpointslices: endpointSliceSchema,
  horizontalpodautoscalers: kubernetesObjectSchema,
} as const;

export type ResourceName = keyof typeof schemas;
export type ResourceObjects = {
  [TName in ResourceName]: z.infer<(typeof schemas)[TName]>;
};

export interface ResourceType<TName extends ResourceName = ResourceName> {
  readonly name: TName;
  readonly singularName: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  /** Empty for the core group. */
  readonly group: string;
  readonly version: 'v1' | 'v2';
  readonly namespaced: boolean;
  /** Has a `status` that only its subresource changes. */
  readonly statusSubresource: boolean;
  /** Counts changes of what is wanted in `metadata.generation`. */
  readonly countsGenerations: boolean;
  readonly schema: (typeof schemas)[TName];
}

interface Traits {
  readonly group?: string;
  /** Default: v1. */
  readonly version?: 'v2';
  readonly cluster?: boolean;
  readonly status?: boolean;
  readonly generation?: boolean;
}

function define<TName extends ResourceName>(
  name: TName,
  [kind, ...shortNames]: readonly [string, ...string[]],
  traits: Traits = {},
): ResourceType<TName> {
  return {
    name,
    singularName: kind.toLowerCase(),
    kind,
    shortNames,
    group: traits.group ?? '',
    version: traits.version ?? 'v1',
    namespaced: !traits.cluster,
    statusSubresource: traits.status ?? false,
    countsGenerations: traits.generation ?? false,
    schema: schemas[name],
  };
}

const storage = 'storage.k8s.io';

/** Every resource that the sandbox serves. */
export const resourceTypes: {
  readonly [TName in ResourceName]: ResourceType<TName>;
} = {
  namespaces: define('namespaces', ['Namespace', 'ns'], {
    cluster: true,
    status: true,
  }),
  nodes: define('nodes', ['Node', 'no'], { cluster: true, status: true }),
  pods: define('pods', ['Pod', 'po'], { status: true, generation: true }),
  persistentvolumeclaims: define(
    'persistentvolumeclaims',
    ['PersistentVolumeClaim', 'pvc'],
    { status: true },
  ),
  persistentvolumes: define('persistentvolumes', ['PersistentVolume', 'pv'], {
    cluster: true,
    status: true,
  }),
  services: define('services', ['Service', 'svc'], { status: true }),
  events: define('events', ['Event', 'ev']),
  configmaps: define('configmaps', ['ConfigMap', 'cm']),
  secrets: define('secrets', ['Secret']),
  serviceaccounts: define('serviceaccounts', ['ServiceAccount', 'sa']),
  statefulsets: define('statefulsets', ['StatefulSet', 'sts'], {
    group: 'apps',
    status: true,
    generation: true,
  }),
  controllerrevisions: define('controllerrevisions', ['ControllerRevision'], {
    group: 'apps',
  }),
  storageclasses: define('storageclasses', ['StorageClass', 'sc'], {
    group: storage,
    cluster: true,
  }),
  volumeattachments: define('volumeattachments', ['VolumeAttachment'], {
    group: storage,
    cluster: true,
    status: true,
  }),
  poddisruptionbudgets: define(
    'poddisruptionbudgets',
    ['PodDisruptionBudget', 'pdb'],
    { group: 'policy', status: true, generation: true },
  ),
  networkpolicies: define('networkpolicies', ['NetworkPolicy', 'netpol'], {
    group: 'networking.k8s.io',
    generation: true,
  }),
  endpointslices: define('endpointslices', ['EndpointSlice'], {
    group: 'discovery.k8s.io',
    generation: true,
  }),
  horizontalpodautoscalers: define(
    'horizontalpodautoscalers',
    ['HorizontalPodAutoscaler', 'hpa'],
    { group: 'autoscaling', version: 'v2', status: true },
  ),
};

export function apiVersionOf(type: ResourceType): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** The resource of an object's apiVersion and kind, or undefined when the sandbox does not serve it. */
export function findResourceType(
  apiVersion: unknown,
  kind: unknown,
): ResourceType | undefined {
  return Object.values(resourceTypes).find(
    type => apiVersionOf(type) === apiVersion && type.kind === kind,
  );
}

/** As the API server writes it in messages: `statefulsets.apps`, `pods`. */
export function qualifiedName(type: ResourceType): string {
  return type.group ? `${type.name}.${type.group}` : type.name;
}
