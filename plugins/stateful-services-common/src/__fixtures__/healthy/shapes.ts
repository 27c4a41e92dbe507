import { HealthyService, sidecar } from './service';

const image = 'registry.example.com/ledger:4.2.0';
const ports = { http: 8080 };
const claims = { data: '/srv/ledger' };

/** Ordinary services with an unusual shape. */
export const shapes: readonly HealthyService[] = [
  { name: 'nobody', image, replicas: 0, ports, claims, budget: null },
  {
    name: 'nobody-with-budget',
    image,
    replicas: 0,
    ports,
    budget: { minAvailable: 1 },
  },
  {
    name: 'many',
    image,
    replicas: 9,
    ports,
    claims,
    spec: { podManagementPolicy: 'Parallel' },
    budget: { maxUnavailable: '25%' },
  },
  {
    name: 'fast-update',
    image,
    replicas: 7,
    ports,
    claims,
    spec: {
      podManagementPolicy: 'Parallel',
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: 2 },
      },
    },
    budget: { maxUnavailable: 2 },
  },
  {
    name: 'canary-gate',
    image,
    ports,
    claims,
    // Nothing is held back as long as there is one revision only.
    spec: {
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 2 },
      },
    },
  },
  {
    name: 'later-ordinals',
    image,
    replicas: 2,
    ports,
    claims,
    spec: { ordinals: { start: 5 } },
  },
  {
    name: 'cleans-up-when-scaled',
    image,
    ports,
    claims: { cache: '/var/cache/ledger' },
    metadata: { labels: { environment: 'staging' } },
    spec: {
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
      },
    },
  },
  {
    name: 'native-sidecar',
    image,
    ports,
    claims,
    podSpec: {
      initContainers: [
        sidecar('proxy', 'registry.example.com/proxy:1.9.0', {
          restartPolicy: 'Always',
          startupProbe: { tcpSocket: { port: 15021 }, failureThreshold: 30 },
        }),
      ],
    },
  },
  {
    name: 'scratch-volume',
    image,
    replicas: 2,
    ports,
    container: { volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }] },
    podSpec: {
      volumes: [
        {
          name: 'scratch',
          ephemeral: {
            volumeClaimTemplate: {
              spec: {
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '5Gi' } },
              },
            },
          },
        },
      ],
    },
  },
  {
    name: 'spread',
    image,
    ports,
    claims,
    podSpec: {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'spread' } },
        },
      ],
    },
  },
  {
    name: 'production',
    image,
    ports,
    claims,
    metadata: { labels: { environment: 'production' } },
    podSpec: {
      priorityClassName: 'system-cluster-critical',
      terminationGracePeriodSeconds: 300,
    },
    spec: { minReadySeconds: 15, revisionHistoryLimit: 3 },
  },
  {
    name: 'prefers-apart',
    image,
    ports,
    claims,
    podSpec: {
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 100,
              podAffinityTerm: {
                topologyKey: 'kubernetes.io/hostname',
                labelSelector: {
                  matchLabels: { 'app.kubernetes.io/name': 'prefers-apart' },
                },
              },
            },
          ],
        },
      },
    },
  },
  {
    // Told to stop by the platform's hook; asks a port by number that has no name.
    name: 'by-number',
    image: 'registry.example.com/ledger@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4',
    ports,
    claims,
    container: {
      readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
    },
    services: { 'by-number-front': { ports: [{ port: 80, targetPort: 8080 }] } },
  },
];
