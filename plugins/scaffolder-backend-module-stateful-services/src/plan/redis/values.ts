import { parse } from 'yaml';
import { z } from 'zod';
import { Blueprint } from '../../blueprint/blueprint';
import { RepositoryRequest } from '../../request/repositoryRequest';

const processSchema = z.strictObject({
  memory: z.string(),
  cpuRequest: z.string(),
});

const imageSchema = z.strictObject({
  repository: z.string(),
  tag: z.string(),
  digest: z.string(),
  pullPolicy: z.string(),
});

const labelsSchema = z.record(z.string(), z.string());

const metricsSchema = z.strictObject({
  enabled: z.boolean(),
  image: imageSchema,
  ...processSchema.shape,
  serviceMonitor: z.strictObject({
    enabled: z.boolean(),
    interval: z.string(),
    labels: labelsSchema,
  }),
  prometheusRule: z.strictObject({
    enabled: z.boolean(),
    labels: labelsSchema,
    runbooks: z.string(),
  }),
  dashboard: z.strictObject({ enabled: z.boolean(), labels: labelsSchema }),
});

/** Values of the Redis chart; the chart's values.schema.json holds their rules. */
const redisValuesSchema = z.strictObject({
  kubernetesId: z.string(),
  replicas: z.number(),
  image: imageSchema,
  auth: z.strictObject({ existingSecret: z.string(), passwordKey: z.string() }),
  storage: z.strictObject({ size: z.string(), storageClassName: z.string() }),
  redis: processSchema,
  sentinel: processSchema,
  update: z.strictObject({ partition: z.number() }),
  topology: z.strictObject({ zoneSpread: z.string() }),
  networkPolicy: z.strictObject({
    enabled: z.boolean(),
    clientLabels: labelsSchema,
    clientNamespaces: z.array(z.string()),
    metricsNamespaces: z.array(z.string()),
  }),
  metrics: metricsSchema,
  backup: z.strictObject({
    enabled: z.boolean(),
    schedule: z.string(),
    keep: z.number(),
    size: z.string(),
    storageClassName: z.string(),
    ...processSchema.shape,
  }),
  clusterDomain: z.string(),
});

export type RedisValues = z.output<typeof redisValuesSchema>;

function defaultsOf(blueprint: Blueprint): RedisValues {
  const asset = blueprint.assets.find(
    ({ path }) => path === 'charts/redis/values.yaml',
  );
  if (!asset) {
    throw new Error(
      `Blueprint ${blueprint.name} ${blueprint.version} has no charts/redis/values.yaml`,
    );
  }
  return redisValuesSchema.parse(parse(asset.content));
}

/** Terraform makes a class for a known cloud, unless an existing one was named. */
export function storageClassNameOf(request: RepositoryRequest): string {
  if (request.storageClassName) {
    return request.storageClassName;
  }
  return request.cloud === 'generic' ? '' : `${request.name}-retain`;
}

/** Complete values of the chart: nothing is left to defaults that a later chart version may change. */
export function redisValues(
  request: RepositoryRequest,
  blueprint: Blueprint,
): RedisValues {
  const defaults = defaultsOf(blueprint);
  return {
    ...defaults,
    kubernetesId: request.name,
    replicas: request.replicas,
    auth: { ...defaults.auth, existingSecret: `${request.name}-auth` },
    storage: {
      size: request.storageSize,
      storageClassName: storageClassNameOf(request),
    },
    redis: {
      memory: request.memorySize,
      cpuRequest:
        request.environment === 'production'
          ? defaults.redis.cpuRequest
          : '100m',
    },
    // Nodes outside a known cloud often have no zone label, and then no pod could be scheduled.
    topology: {
      zoneSpread:
        request.cloud === 'generic' ? 'ScheduleAnyway' : 'DoNotSchedule',
    },
  };
}
