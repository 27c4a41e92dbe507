import { JsonObject } from '@backstage/types';
import { imageReference } from '../chartValues';
import { containerSecurity, resources } from '../objects';
import { execution, scriptProbes } from '../probes';
import { RedisValues, hasSentinels, isCluster } from './values';

/** The user redis of the official image on Debian. */
export const REDIS_USER = { user: 999, group: 999 };

/** Containers of a member as the chart renders them: Redis, and a Sentinel where there is something to fail over to. */
export function memberContainers(values: RedisValues): JsonObject[] {
  const inCluster = isCluster(values);
  const basis = {
    image: imageReference(values.image),
    imagePullPolicy: values.image.pullPolicy,
    securityContext: containerSecurity(REDIS_USER),
  };
  const redis: JsonObject = {
    ...basis,
    name: 'redis',
    ports: [
      { name: 'redis', containerPort: 6379, protocol: 'TCP' },
      ...(inCluster
        ? [{ name: 'bus', containerPort: 16379, protocol: 'TCP' }]
        : []),
    ],
    resources: resources(values.redis),
    ...scriptProbes({
      started: 'probe-redis-started.sh',
      ready: inCluster ? 'probe-node-ready.sh' : 'probe-redis-ready.sh',
      alive: 'probe-redis-alive.sh',
    }),
    ...(values.replicas > 1 && {
      lifecycle: {
        preStop: execution(inCluster ? 'hand-over-node.sh' : 'hand-over.sh'),
      },
    }),
  };
  const sentinel: JsonObject = {
    ...basis,
    name: 'sentinel',
    ports: [{ name: 'sentinel', containerPort: 26379, protocol: 'TCP' }],
    resources: resources(values.sentinel),
    ...scriptProbes({
      started: 'probe-sentinel-alive.sh',
      ready: 'probe-sentinel-ready.sh',
      alive: 'probe-sentinel-alive.sh',
    }),
    lifecycle: { preStop: execution('await-handover.sh') },
  };
  return hasSentinels(values) ? [redis, sentinel] : [redis];
}
