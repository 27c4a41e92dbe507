/** Raw objects as an API server 1.36 returns them, reduced to the fields that differ between situations. */

type Raw = Record<string, unknown>;

export const NOW = Date.parse('2026-11-20T12:00:00Z');

/** The time that many seconds before {@link NOW}. */
export function secondsAgo(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString();
}

const SET_UID = 'uid-set';

export interface SetOptions {
  readonly spec?: Raw;
  readonly status?: Raw;
  readonly metadata?: Raw;
  readonly image?: string;
}

export function statefulSet(options: SetOptions = {}): Raw {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name: 'redis',
      namespace: 'shop',
      uid: SET_UID,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: secondsAgo(86_400),
      ...options.metadata,
    },
    spec: {
      replicas: 3,
      serviceName: 'redis',
      podManagementPolicy: 'OrderedReady',
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
      selector: { matchLabels: { app: 'redis' } },
      template: {
        metadata: { labels: { app: 'redis' } },
        spec: {
          terminationGracePeriodSeconds: 60,
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: 'kubernetes.io/hostname' },
              ],
            },
          },
          containers: [
            {
              name: 'redis',
              image: options.image ?? 'redis:8.10.1',
              ports: [{ name: 'redis', containerPort: 6379 }],
              readinessProbe: { tcpSocket: { port: 6379 } },
              lifecycle: { preStop: { exec: { command: ['save'] } } },
              resources: {
                requests: { cpu: '250m', memory: '1Gi' },
                limits: { memory: '1Gi' },
              },
            },
          ],
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            storageClassName: 'standard',
            resources: { requests: { storage: '10Gi' } },
          },
        },
      ],
      ...options.spec,
    },
    status: {
      observedGeneration: 1,
      readyReplicas: 3,
      currentRevision: 'redis-aaaaaaaa',
      updateRevision: 'redis-aaaaaaaa',
      ...options.status,
    },
  };
}

export interface PodOptions {
  readonly revision?: string;
  readonly ready?: boolean;
  /** Seconds since the pod was created and taken on by its node. */
  readonly age?: number;
  /** Seconds since Ready changed; the age when the pod has never been ready. */
  readonly readyFor?: number;
  readonly metadata?: Raw;
  readonly status?: Raw;
  readonly node?: string;
  readonly ownerUid?: string;
}

export function pod(ordinal: number, options: PodOptions = {}): Raw {
  const age = options.age ?? 3600;
  const ready = options.ready ?? true;
  const readyFor = options.readyFor ?? (ready ? age - 10 : age);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `redis-${ordinal}`,
      namespace: 'shop',
      uid: `uid-pod-${ordinal}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(age),
      labels: {
        app: 'redis',
        'controller-revision-hash': options.revision ?? 'redis-aaaaaaaa',
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: 'redis',
          uid: options.ownerUid ?? SET_UID,
          controller: true,
        },
      ],
      ...options.metadata,
    },
    spec: {
      nodeName: options.node ?? `node-${ordinal}`,
      subdomain: 'redis',
      containers: [{ name: 'redis', image: 'redis:8.10.1' }],
    },
    status: {
      phase: 'Running',
      startTime: secondsAgo(age),
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: secondsAgo(readyFor),
        },
      ],
      ...options.status,
    },
  };
}

/** A pod that no node has room for. */
export function unschedulablePod(ordinal: number, options: PodOptions): Raw {
  return pod(ordinal, {
    ...options,
    ready: false,
    status: {
      phase: 'Pending',
      startTime: undefined,
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message:
            "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
          lastTransitionTime: secondsAgo(options.age ?? 600),
        },
      ],
    },
  });
}

/** A pod whose container has ended again and again. */
export function crashLoopingPod(
  ordinal: number,
  options: PodOptions = {},
): Raw {
  return pod(ordinal, {
    ...options,
    ready: false,
    status: {
      containerStatuses: [
        {
          name: 'redis',
          restartCount: 5,
          state: {
            waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
          },
          lastState: { terminated: { reason: 'Error', exitCode: 1 } },
        },
      ],
      ...options.status,
    },
  });
}

export interface ClaimOptions {
  readonly metadata?: Raw;
  readonly spec?: Raw;
  readonly status?: Raw;
}

export function claim(ordinal: number, options: ClaimOptions = {}): Raw {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: `data-redis-${ordinal}`,
      namespace: 'shop',
      uid: `uid-claim-${ordinal}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(720),
      ...options.metadata,
    },
    spec: {
      storageClassName: 'standard',
      volumeName: `volume-${ordinal}`,
      resources: { requests: { storage: '10Gi' } },
      ...options.spec,
    },
    status: {
      phase: 'Bound',
      capacity: { storage: '10Gi' },
      ...options.status,
    },
  };
}

/** The volume behind a claim. */
export function volume(ordinal: number): Raw {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: `volume-${ordinal}`,
      uid: `uid-volume-${ordinal}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(720),
    },
    spec: {
      persistentVolumeReclaimPolicy: 'Delete',
      claimRef: {
        namespace: 'shop',
        name: `data-redis-${ordinal}`,
        uid: `uid-claim-${ordinal}`,
      },
    },
    status: { phase: 'Bound' },
  };
}

export function node(name: string, ready: 'True' | 'Unknown' = 'True'): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(864_000),
      labels: { 'topology.kubernetes.io/zone': 'zone-a' },
    },
    status: {
      conditions: [
        { type: 'Ready', status: ready, lastTransitionTime: secondsAgo(240) },
      ],
    },
  };
}

function plain(apiVersion: string, kind: string, body: Raw): Raw {
  const { metadata, ...rest } = body;
  return {
    apiVersion,
    kind,
    metadata: {
      name: 'redis',
      namespace: 'shop',
      uid: `uid-${kind}`,
      resourceVersion: '1',
      creationTimestamp: secondsAgo(86_400),
      ...(metadata as Raw | undefined),
    },
    ...rest,
  };
}

/** The slice of the governing Service, with those members. */
export function endpointSlice(ordinals: readonly number[]): Raw {
  return plain('discovery.k8s.io/v1', 'EndpointSlice', {
    metadata: { labels: { 'kubernetes.io/service-name': 'redis' } },
    addressType: 'IPv4',
    endpoints: ordinals.map(ordinal => ({
      targetRef: {
        kind: 'Pod',
        name: `redis-${ordinal}`,
        uid: `uid-pod-${ordinal}`,
      },
    })),
  });
}

/** What surrounds a sound set: its Service, its budget, its storage class, its nodes and its claims. */
export function surroundings(): Raw[] {
  return [
    plain('v1', 'Service', {
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector: { app: 'redis' },
        ports: [{ port: 6379, targetPort: 'redis' }],
      },
    }),
    endpointSlice([0, 1, 2]),
    plain('policy/v1', 'PodDisruptionBudget', {
      spec: {
        maxUnavailable: 1,
        selector: { matchLabels: { app: 'redis' } },
      },
      status: {
        disruptionsAllowed: 1,
        currentHealthy: 3,
        desiredHealthy: 2,
        expectedPods: 3,
      },
    }),
    plain('storage.k8s.io/v1', 'StorageClass', {
      metadata: { name: 'standard', namespace: undefined },
      provisioner: 'csi.example.com',
      allowVolumeExpansion: true,
    }),
    ...[0, 1, 2].map(ordinal => node(`node-${ordinal}`)),
    ...[0, 1, 2].map(ordinal => claim(ordinal)),
    ...[0, 1, 2].map(volume),
  ];
}

/** Replaces objects of the same kind and name, and adds the others. */
export function withObjects(base: readonly Raw[], ...changed: Raw[]): Raw[] {
  const nameOf = (object: Raw) =>
    `${object.kind}/${(object.metadata as Raw).name}`;
  const names = new Set(changed.map(nameOf));
  return [...base.filter(object => !names.has(nameOf(object))), ...changed];
}
