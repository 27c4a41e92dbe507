/** A Kubernetes object as a test writes it. */
export interface RawObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

const CREATED = '2026-11-20T10:00:00Z';

/** A set of one replica, settled on revision `<name>-1`. */
export function rawStatefulSet(
  name: string,
  options: { readonly namespace?: string; readonly replicas?: number } = {},
): RawObject {
  const replicas = options.replicas ?? 1;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name,
      namespace: options.namespace ?? 'shop',
      uid: `uid-${name}`,
      generation: 1,
      creationTimestamp: CREATED,
      labels: { 'backstage.io/kubernetes-id': name },
    },
    spec: {
      replicas,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } } },
    },
    status: {
      observedGeneration: 1,
      replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      currentReplicas: replicas,
      updatedReplicas: replicas,
      currentRevision: `${name}-1`,
      updateRevision: `${name}-1`,
    },
  };
}

/** A ready pod of that set. */
export function rawPod(
  set: string,
  ordinal: number,
  options: { readonly namespace?: string; readonly ready?: boolean } = {},
): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${set}-${ordinal}`,
      namespace: options.namespace ?? 'shop',
      uid: `uid-${set}-${ordinal}`,
      creationTimestamp: CREATED,
      labels: { 'controller-revision-hash': `${set}-1`, app: set },
      ownerReferences: [
        {
          kind: 'StatefulSet',
          name: set,
          uid: `uid-${set}`,
          controller: true,
        },
      ],
    },
    spec: { nodeName: 'node-1', containers: [{ image: 'redis:8' }] },
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: options.ready === false ? 'False' : 'True',
          lastTransitionTime: CREATED,
        },
      ],
    },
  };
}

/** The headless Service that gives the members of that set their names. */
export function rawService(set: string, namespace = 'shop'): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: set,
      namespace,
      uid: `uid-service-${set}`,
      creationTimestamp: CREATED,
    },
    spec: { clusterIP: 'None', selector: { app: set } },
  };
}

/** The addresses behind that Service: those of the members with these ordinals. */
export function rawEndpointSlice(
  set: string,
  ordinals: readonly number[],
  namespace = 'shop',
): RawObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${set}-slice`,
      namespace,
      uid: `uid-slice-${set}`,
      creationTimestamp: CREATED,
      labels: { 'kubernetes.io/service-name': set },
    },
    endpoints: ordinals.map(ordinal => ({
      targetRef: {
        kind: 'Pod',
        name: `${set}-${ordinal}`,
        uid: `uid-${set}-${ordinal}`,
      },
    })),
  };
}

/** The node that every pod above runs on. */
export function rawNode(name = 'node-1'): RawObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: `uid-${name}`, creationTimestamp: CREATED },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  };
}
