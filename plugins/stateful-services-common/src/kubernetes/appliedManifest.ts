import { z } from 'zod';
import { metadataSchema } from './metadata';

/** Metadata with what tells who applied which fields. */
export const appliedMetadataSchema = metadataSchema.extend({
  managedFields: z
    .array(
      z.object({
        time: z.string().nullish(),
        subresource: z.string().nullish(),
        manager: z.string().nullish(),
        operation: z.string().nullish(),
        fieldsV1: z
          .object({
            'f:spec': z
              .object({ 'f:replicas': z.unknown().optional() })
              .nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const appliedSchema = z.object({
  spec: z.object({ replicas: z.number() }),
});

/** By server-side apply, whose fields the server remembers, or by kubectl's own, which keeps the whole manifest. */
export function replicasAppliedBy(
  metadata: z.infer<typeof appliedMetadataSchema>,
): string | undefined {
  const applier = metadata.managedFields?.find(
    ({ operation, subresource, fieldsV1 }) =>
      operation === 'Apply' &&
      !subresource &&
      fieldsV1?.['f:spec']?.['f:replicas'] !== undefined,
  );
  if (applier) {
    return applier.manager ?? 'a manifest';
  }
  const applied = metadata.annotations?.[LAST_APPLIED];
  // Parsing costs more than all else here, and most manifests are not applied this way.
  return applied?.includes('"replicas"') &&
    appliedSchema.safeParse(parseJson(applied)).success
    ? 'kubectl apply'
    : undefined;
}

/** kubectl keeps the whole manifest in an annotation, which would double what is held of a set. */
export function withoutManifest(
  annotations: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (!(LAST_APPLIED in annotations)) {
    return annotations;
  }
  const { [LAST_APPLIED]: _, ...others } = annotations;
  return others;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
