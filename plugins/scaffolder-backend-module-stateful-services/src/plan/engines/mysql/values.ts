import {
  Blueprint,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { parseQuantity } from 'backstage-plugin-stateful-services-common';
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

/** Values of the MySQL chart; the chart's values.schema.json holds their rules. */
const mysqlValuesSchema = z.strictObject({
  ...sharedSchema.shape,
  topology: z.strictObject({
    type: z.string(),
    groupName: z.string(),
    source: z.number(),
    zoneSpread: z.string(),
  }),
  replicas: z.number(),
  image: imageSchema,
  auth: z.strictObject({
    existingSecret: z.string(),
    passwordKey: z.string(),
    memberPasswordKey: z.string(),
  }),
  tls: z.strictObject({ existingSecret: z.string() }),
  database: z.strictObject({ name: z.string(), user: z.string() }),
  mysql: z.strictObject({
    ...processSchema.shape,
    bufferPool: z.string(),
    maxConnections: z.number(),
    binlogHours: z.number(),
  }),
  keeper: processSchema,
  disruption: disruptionSchema,
  update: z.strictObject({ partition: z.number() }),
  upgrade: z.strictObject({ copyTakenOf: z.string() }),
  proxy: z.strictObject({
    ...processSchema.shape,
    replicas: z.number(),
    image: imageSchema,
    maxConnections: z.number(),
  }),
  networkPolicy: networkPolicySchema,
  metrics: metricsSchema,
  backup: backupSchema,
});

export type MySqlValues = z.output<typeof mysqlValuesSchema>;

const MEBIBYTE = 2 ** 20;

/**
 * Share of a member's memory that keeps pages of tables.
 *
 * @remarks A member of a group took 650 to 740 MB with a pool of 64 MB (MySQL 9.7.4, measured), so 1 GiB stays beside the
 * pool; beyond 2.5 GiB of memory, connections and sorts get more than that.
 */
export function bufferPoolOf(memorySize: string): string {
  const memory = (parseQuantity(memorySize) ?? 0) / MEBIBYTE;
  return `${Math.floor(Math.min(memory * 0.6, memory - 1024))}Mi`;
}

/** Complete values of the chart: nothing is left to defaults that a later chart version may change. */
export function mysqlValues(
  request: RepositoryRequest,
  blueprint: Blueprint,
): MySqlValues {
  const defaults = defaultValues(blueprint, mysqlValuesSchema);
  const {
    database = defaults.database.name,
    binlogHours = defaults.mysql.binlogHours,
  } = request.settings;
  return {
    ...defaults,
    ...sharedValues(request, defaults),
    disruption: disruptionOf(request, defaults.disruption),
    topology: {
      ...defaults.topology,
      type: request.topology,
      zoneSpread: zoneSpreadOf(request),
    },
    replicas: request.replicas,
    auth: { ...defaults.auth, existingSecret: `${request.name}-auth` },
    database: { ...defaults.database, name: String(database) },
    mysql: {
      ...defaults.mysql,
      memory: request.memorySize,
      bufferPool: bufferPoolOf(request.memorySize),
      binlogHours: Number(binlogHours),
      cpuRequest:
        request.environment === 'production'
          ? defaults.mysql.cpuRequest
          : '100m',
    },
  };
}
