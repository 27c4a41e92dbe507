import { Raw } from './raw';
import { secondsAgo } from './time';

/** Of every set here. */
export const SET_UID = 'uid-set';

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
