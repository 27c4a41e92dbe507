import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';

/** A PersistentVolume, reduced to what the rules read. */
export interface PersistentVolumeRecord extends ObjectRecord {
  readonly phase: string;
  readonly reclaimPolicy: string;
  readonly claimUid?: string;
  /** Zones that the volume can be attached in; empty when it is not bound to any. */
  readonly zones: readonly string[];
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    persistentVolumeReclaimPolicy: z.string().nullish(),
    claimRef: z.object({ uid: z.string().nullish() }).nullish(),
    nodeAffinity: z
      .object({
        required: z
          .object({
            nodeSelectorTerms: z
              .array(
                z.object({
                  matchExpressions: z
                    .array(
                      z.object({
                        key: z.string(),
                        operator: z.string(),
                        values: z.array(z.string()).nullish(),
                      }),
                    )
                    .nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
  status: z.object({ phase: z.string().nullish() }).nullish(),
});

/** Drivers that predate the well-known label spell the zone key as `topology.<driver>/zone`. */
const ZONE_KEY = /^topology\..+\/zone$/;

/** @throws ZodError naming the path when the object is not a PersistentVolume as v1 describes it. */
export function parsePersistentVolume(raw: unknown): PersistentVolumeRecord {
  const { metadata, spec, status } = schema.parse(raw);
  const claimUid = spec.claimRef?.uid;
  const expressions = (
    spec.nodeAffinity?.required?.nodeSelectorTerms ?? []
  ).flatMap(term => term.matchExpressions ?? []);
  return {
    ...projectMetadata(metadata),
    phase: status?.phase ?? 'Pending',
    reclaimPolicy: spec.persistentVolumeReclaimPolicy ?? 'Retain',
    ...(claimUid && { claimUid }),
    zones: expressions
      .filter(({ key, operator }) => operator === 'In' && ZONE_KEY.test(key))
      .flatMap(({ values }) => values ?? []),
  };
}
