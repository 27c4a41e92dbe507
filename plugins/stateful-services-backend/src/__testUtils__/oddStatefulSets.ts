import { oddMetadata, OddObject } from './oddObject';

const probe = (numbers: readonly [number, number, number], action: object) => ({
  initialDelaySeconds: numbers[0],
  periodSeconds: numbers[1],
  failureThreshold: numbers[2],
  ...action,
});

const httpGet = {
  path: '/ready',
  port: 'http',
  host: '127.0.0.1',
  scheme: 'HTTPS',
  httpHeaders: [
    { name: 'X-Odd', value: '"odd"' },
    { name: 'X-Empty', value: '' },
  ],
};

const containers = [
  {
    name: 'main',
    image: 'example.com/main:1',
    ports: [{ name: 'http', containerPort: 8_080 }, { containerPort: 8_081 }],
    resources: { limits: { memory: '1Gi' }, requests: { cpu: '250m' } },
    volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
    lifecycle: { preStop: { exec: { command: ['stop'] } } },
    livenessProbe: probe([11, 12, 13], { tcpSocket: { port: 8_080 } }),
    readinessProbe: probe([21, 22, 23], { httpGet }),
    startupProbe: probe([0, 32, 33], {
      exec: { command: ['sh', '-c', 'test -f /ready', ''] },
    }),
  },
  {
    name: 'second',
    image: 'example.com/second:1',
    resources: { requests: { cpu: '1' } },
    lifecycle: { postStart: { exec: { command: ['start'] } } },
    livenessProbe: probe([1, 2, 3], {
      tcpSocket: { host: '127.0.0.1', port: 'odd' },
    }),
    readinessProbe: probe([4, 5, 6], { grpc: { port: 50_051 } }),
    startupProbe: probe([7, 8, 9], { grpc: { port: 1, service: 'odd' } }),
  },
  {
    name: 'third',
    image: 'example.com/third:1',
    resources: { limits: { cpu: '2' } },
    readinessProbe: probe([1, 1, 1], { httpGet: { port: 8_080 } }),
  },
];

const antiAffinityTerm = (topologyKey: string) => ({
  topologyKey,
  labelSelector: { matchLabels: { app: 'odd' } },
});

const podSpec = {
  terminationGracePeriodSeconds: 45,
  containers,
  initContainers: [
    { name: 'first', image: 'example.com/first:1' },
    {
      name: 'sidecar',
      image: 'example.com/sidecar:1',
      restartPolicy: 'Always',
      ports: [{ name: 'metrics', containerPort: 9_090 }],
    },
  ],
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        antiAffinityTerm('kubernetes.io/hostname'),
      ],
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, podAffinityTerm: antiAffinityTerm('example.com/rack') },
      ],
    },
  },
  topologySpreadConstraints: [
    {
      ...antiAffinityTerm('topology.kubernetes.io/zone'),
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
    },
  ],
  volumes: [
    { name: 'scratch', emptyDir: {} },
    { name: 'shared', persistentVolumeClaim: { claimName: 'odd' } },
  ],
};

const spec = {
  replicas: 7,
  ordinals: { start: 3 },
  serviceName: 'odd-members',
  podManagementPolicy: 'Parallel',
  updateStrategy: {
    type: 'RollingUpdate',
    rollingUpdate: { partition: 2, maxUnavailable: '30%' },
  },
  minReadySeconds: 19,
  revisionHistoryLimit: 5,
  selector: {
    matchLabels: { app: 'odd', empty: '' },
    matchExpressions: [{ key: 'tier', operator: 'In', values: ['odd', ''] }],
  },
  template: {
    metadata: { labels: { app: 'odd', empty: '', tier: 'odd' } },
    spec: podSpec,
  },
  volumeClaimTemplates: [
    {
      metadata: { name: 'data' },
      spec: {
        accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
        storageClassName: 'fast',
        resources: { requests: { storage: '1536Mi' } },
      },
    },
  ],
  persistentVolumeClaimRetentionPolicy: {
    whenDeleted: 'Delete',
    whenScaled: 'Retain',
  },
};

/** Sets with all that a record keeps of them, and numbers that are all different as far as the API allows. */
export function oddStatefulSets(namespace: string): readonly OddObject[] {
  const rolling = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: oddMetadata(namespace, 'rolling'),
    spec,
    status: {
      observedGeneration: 1,
      replicas: 6,
      readyReplicas: 5,
      availableReplicas: 4,
      currentReplicas: 3,
      updatedReplicas: 2,
      currentRevision: 'odd-1',
      updateRevision: 'odd-2',
    },
  };
  return [
    rolling,
    {
      ...rolling,
      metadata: oddMetadata(namespace, 'on-delete'),
      spec: {
        ...spec,
        updateStrategy: { type: 'OnDelete' },
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: 'Retain',
          whenScaled: 'Delete',
        },
      },
    },
  ];
}
