import {
  Blueprint,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { z } from 'zod';
import {
  defaultValues,
  imageSchema,
  metricsSchema,
  networkPolicySchema,
  processSchema,
  sharedSchema,
  sharedValues,
  zoneSpreadOf,
} from '../chartValues';
import { clusterId } from './clusterId';

/** Values of the Kafka chart; the chart's values.schema.json holds their rules. */
const kafkaValuesSchema = z.strictObject({
  ...sharedSchema.shape,
  clusterId: z.string(),
  topology: z.strictObject({
    kind: z.string(),
    zoneSpread: z.string(),
    singleZone: z.boolean(),
  }),
  image: imageSchema,
  broker: z.strictObject({ replicas: z.number(), ...processSchema.shape }),
  controller: z.strictObject({
    ...processSchema.shape,
    storageSize: z.string(),
  }),
  topics: z.strictObject({
    partitions: z.number(),
    retentionHours: z.number(),
  }),
  tls: z.strictObject({
    enabled: z.boolean(),
    existingSecret: z.string(),
    metricsSecret: z.string(),
    certManager: z.strictObject({
      enabled: z.boolean(),
      issuerName: z.string(),
      issuerKind: z.string(),
    }),
  }),
  auth: z.strictObject({
    username: z.string(),
    existingSecret: z.string(),
    passwordKey: z.string(),
  }),
  update: z.strictObject({ partition: z.number() }),
  networkPolicy: networkPolicySchema,
  metrics: metricsSchema,
});

export type KafkaValues = z.output<typeof kafkaValuesSchema>;

export function isDedicated(values: KafkaValues): boolean {
  return values.topology.kind === 'dedicated';
}

function topologyOf(request: RepositoryRequest): KafkaValues['topology'] {
  const zoneSpread = zoneSpreadOf(request);
  return {
    kind: request.topology,
    zoneSpread,
    // Where zones may be unknown, brokers could not tell theirs.
    singleZone: zoneSpread === 'ScheduleAnyway',
  };
}

/** Complete values of the chart: nothing is left to defaults that a later chart version may change. */
export function kafkaValues(
  request: RepositoryRequest,
  blueprint: Blueprint,
): KafkaValues {
  const defaults = defaultValues(blueprint, kafkaValuesSchema);
  const isSecured = request.topology === 'dedicated';
  const { retentionHours = defaults.topics.retentionHours } = request.settings;
  return {
    ...defaults,
    ...sharedValues(request, defaults),
    clusterId: clusterId(request),
    topology: topologyOf(request),
    broker: {
      replicas: request.replicas,
      memory: request.memorySize,
      cpuRequest:
        request.environment === 'production'
          ? defaults.broker.cpuRequest
          : '100m',
    },
    topics: { ...defaults.topics, retentionHours: Number(retentionHours) },
    tls: {
      ...defaults.tls,
      enabled: isSecured,
      existingSecret: isSecured ? `${request.name}-tls` : '',
      metricsSecret: isSecured ? `${request.name}-metrics-tls` : '',
    },
    auth: { ...defaults.auth, existingSecret: `${request.name}-auth` },
  };
}
