import { Rule } from 'backstage-plugin-stateful-services-node';
import { z } from 'zod/v3';
import {
  clusterRule,
  descriptionRule,
  namespaceRule,
  ownerRule,
  repositoryUrlRule,
  storageClassNameRule,
} from './rules';
import { ACCEPTABLE_LOSSES, dataSizeRule, writeRateRule } from './sizing';

const ENVIRONMENTS = ['production', 'development'] as const;
export const CLOUDS = ['generic', 'aws', 'gcp', 'azure'] as const;

/** Makes a refinement of a rule, so that our own sentence is the one that people read. */
export function obeys<T>(rule: Rule<T>) {
  return (value: T, context: z.RefinementCtx) => {
    const message = rule(value);
    if (message) {
      context.addIssue({ code: 'custom', message });
    }
  };
}

/** Form fields that were left empty arrive as empty strings; they mean: not given. */
function optional(rule: Rule<string>, description: string) {
  return z
    .string()
    .superRefine((value, context) => value && obeys(rule)(value, context))
    .optional()
    .transform(value => value || undefined)
    .describe(description);
}

/** Like {@link optional}, for what is no text. */
function orEmpty<T extends z.ZodTypeAny>(field: T) {
  return z.union([z.literal(''), field]).optional();
}

function oneOf<T extends string>(values: readonly T[], description: string) {
  return z
    .string()
    .refine((value): value is T => values.some(known => known === value), {
      message: `must be one of: ${values.join(', ')}`,
    })
    .describe(description);
}

/**
 * The fields of a request, with the rules that hold for all engines.
 *
 * @remarks The rules are refinements, so that the JSON schema which the scaffolder derives and checks first knows types
 * only and our own sentences, which name field, value and rule, are the ones that people read.
 */
export const repositoryRequestSchema = z
  .object({
    name: z
      .string()
      .describe('Name of the service, of its release and of its entity'),
    engine: z.string().describe('Engine, such as redis'),
    topology: z
      .string()
      .default('')
      .describe("How the members work together; absent: the engine's first"),
    owner: z
      .string()
      .superRefine(obeys(ownerRule))
      .describe('Entity reference of the owning group or user'),
    description: z
      .string()
      .superRefine(obeys(descriptionRule))
      .default('')
      .describe('One line about the service'),
    environment: oneOf(
      ENVIRONMENTS,
      'What the service is for: production or development',
    ),
    namespace: z
      .string()
      .superRefine(obeys(namespaceRule))
      .describe('Kubernetes namespace'),
    cluster: optional(
      clusterRule,
      'Cluster in which the portal looks for it; absent: in all',
    ),
    dataSize: optional(
      dataSizeRule,
      'Size of all data without copies, such as 4Gi, from which the sizes below follow unless they are given',
    ),
    writeMibPerSecond: orEmpty(
      z.number().superRefine(obeys(writeRateRule)),
    ).describe('What clients write, in MiB per second; absent: not known'),
    acceptableLoss: orEmpty(
      oneOf(
        ACCEPTABLE_LOSSES,
        'Of acknowledged writes when a node is lost: nothing, seconds or everything; absent: seconds',
      ),
    ),
    replicas: orEmpty(z.number()).describe(
      'Members; the topology says how many',
    ),
    storageSize: orEmpty(z.string()).describe(
      'Size of the volume of each member, such as 10Gi',
    ),
    storageClassName: optional(
      storageClassNameRule,
      "Existing storage class; absent: one made for the cloud, or the cluster's default",
    ),
    memorySize: orEmpty(z.string()).describe(
      'Memory of each member, such as 1Gi',
    ),
    cloud: oneOf(CLOUDS, 'Where the cluster runs: generic, aws, gcp or azure'),
    repositoryUrl: optional(
      repositoryUrlRule,
      'Where GitOps will find the repository',
    ),
    settings: z
      .record(z.union([z.string(), z.number(), z.boolean()]))
      .default({})
      .describe('What only this engine knows'),
  })
  .strict();
