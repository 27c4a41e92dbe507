import { z } from 'zod/v3';
import {
  Rule,
  clusterRule,
  descriptionRule,
  engineRule,
  memorySizeRule,
  nameRule,
  namespaceRule,
  ownerRule,
  replicasRule,
  repositoryUrlRule,
  storageClassNameRule,
  storageSizeRule,
} from './rules';

function obeys<T>(rule: Rule<T>) {
  return (value: T, context: z.RefinementCtx) => {
    const message = rule(value);
    if (message) {
      context.addIssue({ code: 'custom', message });
    }
  };
}

const ENGINES = ['redis'] as const;
const ENVIRONMENTS = ['production', 'development'] as const;
const CLOUDS = ['generic', 'aws', 'gcp', 'azure'] as const;

/** Form fields that were left empty arrive as empty strings; they mean: not given. */
function optional(rule: Rule<string>, description: string) {
  return z
    .string()
    .superRefine((value, context) => value && obeys(rule)(value, context))
    .optional()
    .transform(value => value || undefined)
    .describe(description);
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
 * What a repository is generated from: the only place where its fields and their rules are written.
 *
 * @remarks The rules are refinements, so that the JSON schema which the scaffolder derives and checks first knows types
 * only and our own sentences, which name field, value and rule, are the ones that people read.
 */
export const repositoryRequestSchema = z
  .object({
    name: z
      .string()
      .superRefine(obeys(nameRule))
      .describe('Name of the service, of its StatefulSet and of its entity'),
    engine: z
      .string()
      .superRefine(obeys(engineRule))
      .transform(() => ENGINES[0])
      .describe('Engine: redis'),
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
    replicas: z
      .number()
      .superRefine(obeys(replicasRule))
      .describe('Members: 1, 3, 5, 7 or 9'),
    storageSize: z
      .string()
      .superRefine(obeys(storageSizeRule))
      .describe('Size of the volume of each member, 1Gi to 16Ti'),
    storageClassName: optional(
      storageClassNameRule,
      "Existing storage class; absent: one made for the cloud, or the cluster's default",
    ),
    memorySize: z
      .string()
      .superRefine(obeys(memorySizeRule))
      .describe('Memory of each member, 256Mi to 256Gi'),
    cloud: oneOf(CLOUDS, 'Where the cluster runs: generic, aws, gcp or azure'),
    repositoryUrl: optional(
      repositoryUrlRule,
      'Where GitOps will find the repository',
    ),
  })
  .strict();

/** A request that obeys all rules. */
export type RepositoryRequest = z.output<typeof repositoryRequestSchema>;
