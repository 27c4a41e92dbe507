import { JsonObject } from '@backstage/types';
import { RedisValues } from './values';

const SECURITY: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsGroup: 999,
  runAsNonRoot: true,
  runAsUser: 999,
  seccompProfile: { type: 'RuntimeDefault' },
};

function execution(script: string): JsonObject {
  return { exec: { command: [`/scripts/${script}`] } };
}

function resources(process: RedisValues['redis']): JsonObject {
  return {
    requests: {
      cpu: process.cpuRequest,
      memory: process.memory,
      'ephemeral-storage': '64Mi',
    },
    limits: { memory: process.memory, 'ephemeral-storage': '256Mi' },
  };
}

interface Probes {
  readonly started: string;
  readonly ready: string;
  readonly alive: string;
}

function probes({ started, ready, alive }: Probes): JsonObject {
  const timing = { timeoutSeconds: 5 };
  return {
    startupProbe: {
      ...execution(started),
      ...timing,
      periodSeconds: 10,
      failureThreshold: 360,
    },
    readinessProbe: {
      ...execution(ready),
      ...timing,
      periodSeconds: 5,
      failureThreshold: 3,
    },
    livenessProbe: {
      ...execution(alive),
      ...timing,
      periodSeconds: 10,
      failureThreshold: 6,
    },
  };
}

function imageOf({ image }: RedisValues): string {
  return `${image.repository}:${image.tag}${
    image.digest ? `@${image.digest}` : ''
  }`;
}

/** Containers of a member as the chart renders them: Redis, and a Sentinel where there is something to fail over to. */
export function memberContainers(values: RedisValues): JsonObject[] {
  const isReplicated = values.replicas > 1;
  const basis = {
    image: imageOf(values),
    imagePullPolicy: values.image.pullPolicy,
    securityContext: SECURITY,
  };
  const redis: JsonObject = {
    ...basis,
    name: 'redis',
    ports: [{ name: 'redis', containerPort: 6379, protocol: 'TCP' }],
    resources: resources(values.redis),
    ...probes({
      started: 'probe-redis-started.sh',
      ready: 'probe-redis-ready.sh',
      alive: 'probe-redis-alive.sh',
    }),
    ...(isReplicated && { lifecycle: { preStop: execution('hand-over.sh') } }),
  };
  const sentinel: JsonObject = {
    ...basis,
    name: 'sentinel',
    ports: [{ name: 'sentinel', containerPort: 26379, protocol: 'TCP' }],
    resources: resources(values.sentinel),
    ...probes({
      started: 'probe-sentinel-alive.sh',
      ready: 'probe-sentinel-ready.sh',
      alive: 'probe-sentinel-alive.sh',
    }),
    lifecycle: { preStop: execution('await-handover.sh') },
  };
  return isReplicated ? [redis, sentinel] : [redis];
}
