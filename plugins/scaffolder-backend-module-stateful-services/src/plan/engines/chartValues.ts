import {
  Blueprint,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { parse } from 'yaml';
import { z } from 'zod';

/** Request and limit of memory, request of CPU. */
export const processSchema = z.strictObject({
  memory: z.string(),
  cpuRequest: z.string(),
});

export type ProcessValues = z.output<typeof processSchema>;

export const imageSchema = z.strictObject({
  repository: z.string(),
  tag: z.string(),
  /** Empty: the tag alone decides. */
  digest: z.string(),
  pullPolicy: z.string(),
});

export type ImageValues = z.output<typeof imageSchema>;

export const labelsSchema = z.record(z.string(), z.string());

const storageSchema = z.strictObject({
  size: z.string(),
  storageClassName: z.string(),
  growthPromised: z.boolean(),
});

/** What the charts of all engines know. */
export const sharedSchema = z.strictObject({
  kubernetesId: z.string(),
  storage: storageSchema,
  terminationGracePeriodSeconds: z.number(),
  clusterDomain: z.string(),
});

type SharedValues = z.output<typeof sharedSchema>;

/** How many members a drain may take at a time. */
export const disruptionSchema = z.strictObject({ maxUnavailable: z.number() });

export const networkPolicySchema = z.strictObject({
  enabled: z.boolean(),
  clientLabels: labelsSchema,
  clientNamespaces: z.array(z.string()),
  metricsNamespaces: z.array(z.string()),
});

export const metricsSchema = z.strictObject({
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

/** Copies in a claim, and in the object storage if one is named. */
export const backupSchema = z.strictObject({
  enabled: z.boolean(),
  schedule: z.string(),
  keep: z.number(),
  size: z.string(),
  storageClassName: z.string(),
  ...processSchema.shape,
  objectStorage: z.strictObject({
    bucket: z.string(),
    kind: z.string(),
    region: z.string(),
    endpoint: z.string(),
    account: z.string(),
    keep: z.number(),
    existingSecret: z.string(),
    serviceAccountAnnotations: z.record(z.string(), z.string()),
    image: imageSchema,
    memory: z.string(),
  }),
});

export function imageReference(image: ImageValues): string {
  const digest = image.digest ? `@${image.digest}` : '';
  return `${image.repository}:${image.tag}${digest}`;
}

/** What a person must decide about an image, if anything. */
export function imageWarnings(image: ImageValues): string[] {
  return image.digest
    ? []
    : [
        `The image ${image.repository}:${image.tag} is not pinned: set image.digest in values/.`,
      ];
}

/**
 * The values that the chart of the blueprint starts from.
 *
 * @throws Error when the blueprint has no such chart, or its values are not as the schema says.
 */
export function defaultValues<T>(
  { name, version, assets }: Blueprint,
  schema: z.ZodType<T>,
): T {
  const file = `charts/${name}/values.yaml`;
  const asset = assets.find(({ path }) => path === file);
  if (!asset) {
    throw new Error(`Blueprint ${name} ${version} has no ${file}`);
  }
  return schema.parse(parse(asset.content));
}

/** What a request says about the values that all charts know. */
export function sharedValues(
  request: RepositoryRequest,
  defaults: SharedValues,
): SharedValues {
  const {
    gracePeriodSeconds = defaults.terminationGracePeriodSeconds,
    growthPromised = defaults.storage.growthPromised,
  } = request.settings;
  return {
    kubernetesId: request.name,
    storage: {
      size: request.storageSize,
      storageClassName: storageClassNameOf(request),
      growthPromised: growthPromised === true,
    },
    terminationGracePeriodSeconds: Number(gracePeriodSeconds),
    clusterDomain: defaults.clusterDomain,
  };
}

/** How many members of a request may be away. */
export function disruptionOf(
  { settings }: RepositoryRequest,
  defaults: z.output<typeof disruptionSchema>,
): z.output<typeof disruptionSchema> {
  const { maxUnavailable = defaults.maxUnavailable } = settings;
  return { maxUnavailable: Number(maxUnavailable) };
}

/** Terraform makes a class for a known cloud, unless an existing one was named. */
export function storageClassNameOf(request: RepositoryRequest): string {
  if (request.storageClassName) {
    return request.storageClassName;
  }
  return request.cloud === 'generic' ? '' : `${request.name}-retain`;
}

/** Nodes outside a known cloud often have no zone label, and then no pod could be scheduled. */
export function zoneSpreadOf(request: RepositoryRequest): string {
  return request.cloud === 'generic' ? 'ScheduleAnyway' : 'DoNotSchedule';
}
