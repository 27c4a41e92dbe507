import { Raw } from './raw';
import { claim, volume } from './storage';
import { secondsAgo } from './time';

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
