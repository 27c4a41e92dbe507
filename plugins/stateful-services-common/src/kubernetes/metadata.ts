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
  readonly resourceVersion: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly creationTimestamp: string;
  /** When the object's grace period ends; absent unless it is being deleted. */
  readonly deletionTimestamp?: string;
}

const stringMap = z.record(z.string(), z.string()).nullish();

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
  labels: stringMap,
  annotations: stringMap,
  generation: z.number().nullish(),
  creationTimestamp: z.string(),
  deletionTimestamp: z.string().nullish(),
  deletionGracePeriodSeconds: z.number().nullish(),
  finalizers: z.array(z.string()).nullish(),
  ownerReferences: z.array(ownerReferenceSchema).nullish(),
  managedFields: z
    .array(
      z.object({
        manager: z.string().nullish(),
        time: z.string().nullish(),
        subresource: z.string().nullish(),
      }),
    )
    .nullish(),
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
    resourceVersion: metadata.resourceVersion,
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

/**
 * When something other than the status was last written, and which field manager wrote it, as far as the server tells;
 * empty when the object was printed without its managed fields, as kubectl does by default.
 *
 * @public
 */
export function lastWrite(metadata: Metadata): {
  readonly changedAt?: string;
  readonly changedBy?: string;
} {
  const [last] = (metadata.managedFields ?? [])
    .filter(({ subresource }) => !subresource)
    .flatMap(({ time, manager }) => (time ? [{ time, manager }] : []))
    .sort((a, b) => b.time.localeCompare(a.time));
  return {
    ...(last && { changedAt: last.time }),
    ...(last?.manager && { changedBy: last.manager }),
  };
}

/**
 * When the status was last written, as far as the server tells; a status that stays the same is not written.
 *
 * @public
 */
export function lastStatusWrite(metadata: Metadata): string | undefined {
  return (metadata.managedFields ?? [])
    .filter(({ subresource }) => subresource === 'status')
    .flatMap(({ time }) => time ?? [])
    .sort()
    .at(-1);
}
