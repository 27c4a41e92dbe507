import { z } from 'zod';

/**
 * What every projected object keeps of its `metadata`. Timestamps are RFC 3339 strings as the API server wrote them.
 *
 * @public
 */
export interface ObjectRecord {
  readonly uid: string;
  readonly name: string;
  /** Empty for objects of cluster scope. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly creationTimestamp: string;
  /** When the object's grace period ends; absent unless it is being deleted. */
  readonly deletionTimestamp?: string;
}

function isStringMap(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(text => typeof text === 'string')
  );
}

/**
 * Labels and the like. Every object has some, and a record of zod takes ten times as long.
 *
 * @public
 */
export const stringMapSchema = z.custom<Record<string, string>>(
  isStringMap,
  'expected texts by key',
);

/** @public */
export const ownerReferenceSchema = z.object({
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  controller: z.boolean().nullish(),
});

/** @public */
export const metadataSchema = z.object({
  uid: z.string(),
  name: z.string(),
  namespace: z.string().nullish(),
  resourceVersion: z.string(),
  labels: stringMapSchema.nullish(),
  annotations: stringMapSchema.nullish(),
  generation: z.number().nullish(),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().nullish(),
  deletionGracePeriodSeconds: z.number().nullish(),
  finalizers: z.array(z.string()).nullish(),
  ownerReferences: z.array(ownerReferenceSchema).nullish(),
});

type Metadata = z.infer<typeof metadataSchema>;

/**
 * Keeps the part of `metadata` that all records share.
 *
 * @public
 */
export function projectMetadata(metadata: Metadata): ObjectRecord {
  return {
    uid: metadata.uid,
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    labels: metadata.labels ?? {},
    creationTimestamp: metadata.creationTimestamp,
    ...(metadata.deletionTimestamp && {
      deletionTimestamp: metadata.deletionTimestamp,
    }),
  };
}

/**
 * The uid of the controlling owner, or undefined when nothing controls the object.
 *
 * @public
 */
export function controllerOf(
  metadata: Metadata,
): { kind: string; name: string; uid: string } | undefined {
  const owner = metadata.ownerReferences?.find(
    reference => reference.controller,
  );
  return owner && { kind: owner.kind, name: owner.name, uid: owner.uid };
}
