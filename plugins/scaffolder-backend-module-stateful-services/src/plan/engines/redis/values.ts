import {
  Blueprint,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { z } from 'zod';
import {
  backupSchema,
  defaultValues,
  disruptionOf,
  disruptionSchema,
  imageSchema,
  metricsSchema,
  networkPolicySchema,
  processSchema,
  sharedSchema,
  sharedValues,
  zoneSpreadOf,
} from '../chartValues';

/** Values of the Redis chart; the chart's values.schema.json holds their rules. */
const redisValuesSchema = z.strictObject({
  ...sharedSchema.shape,
  replicas: z.number(),
  cluster: z.strictObject({
    shards: z.number(),
    writesNeedReplica: z.boolean(),
  }),
  distribution: z.string(),
  image: imageSchema,
  auth: z.strictObject({ existingSecret: z.string(), passwordKey: z.string() }),
  redis: processSchema,
  sentinel: processSchema,
  disruption: disruptionSchema,
  update: z.strictObject({ partition: z.number() }),
  topology: z.strictObject({ zoneSpread: z.string() }),
  networkPolicy: networkPolicySchema,
  metrics: metricsSchema,
  backup: backupSchema,
});

export type RedisValues = z.output<typeof redisValuesSchema>;

/** Whether the data is shared out among shards. */
export function isCluster({ cluster }: RedisValues): boolean {
  return cluster.shards > 0;
}

/** Whether Sentinels watch the primary. */
export function hasSentinels(values: RedisValues): boolean {
  return !isCluster(values) && values.replicas > 1;
}

/** Of a cluster, when nothing else was said: the least that survives the loss of a primary. */
const USUAL_SHARDS = 3;

/** Names of the distributions, which are those of their programs. */
export const DISTRIBUTIONS = ['redis', 'valkey'] as const;

const VALKEY = {
  repository: 'docker.io/valkey/valkey',
  tag: '9.1.4',
  digest: '',
};

/** Complete values of the chart: nothing is left to defaults that a later chart version may change. */
export function redisValues(
  request: RepositoryRequest,
  blueprint: Blueprint,
): RedisValues {
  const defaults = defaultValues(blueprint, redisValuesSchema);
  const { distribution = defaults.distribution, shards = USUAL_SHARDS } =
    request.settings;
  return {
    ...defaults,
    ...sharedValues(request, defaults),
    disruption: disruptionOf(request, defaults.disruption),
    replicas: request.replicas,
    cluster: {
      ...defaults.cluster,
      shards: request.topology === 'cluster' ? Number(shards) : 0,
    },
    distribution: String(distribution),
    image:
      distribution === 'valkey'
        ? { ...defaults.image, ...VALKEY }
        : defaults.image,
    auth: { ...defaults.auth, existingSecret: `${request.name}-auth` },
    redis: {
      memory: request.memorySize,
      cpuRequest:
        request.environment === 'production'
          ? defaults.redis.cpuRequest
          : '100m',
    },
    topology: { zoneSpread: zoneSpreadOf(request) },
  };
}
