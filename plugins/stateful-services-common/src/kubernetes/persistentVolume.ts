import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';
import { ZONE_KEY } from './zone';
import { typedReader } from './typedObject';

/**
 * A PersistentVolume, reduced to what the rules read.
 *
 * @public
 */
export interface PersistentVolumeRecord extends ObjectRecord {
  readonly phase: string;
  readonly reclaimPolicy: string;
  readonly claimUid?: string;
  /** `namespace/name` of the claim that it is or was bound to. */
  readonly claim?: string;
  /** What the cluster says about its phase. */
  readonly message?: string;
  /** The node that it lives on when it is a disk of that node. */
  readonly localTo?: string;
  /** True when pods on several nodes may use it at once. */
  readonly sharesNodes: boolean;
  /** Zones that the volume can be attached in; empty when it is not bound to any. */
  readonly zones: readonly string[];
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    persistentVolumeReclaimPolicy: z.string().nullish(),
    accessModes: z.array(z.string()).nullish(),
    claimRef: z
      .object({
        uid: z.string().nullish(),
        namespace: z.string().nullish(),
        name: z.string().nullish(),
      })
      .nullish(),
    local: z.object({}).nullish(),
    hostPath: z.object({}).nullish(),
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
  status: z
    .object({
      phase: z.string().nullish(),
      reason: z.string().nullish(),
      message: z.string().nullish(),
    })
    .nullish(),
});

type Parsed = z.infer<typeof schema>;

function projectPersistentVolume({
  metadata,
  spec,
  status,
}: Parsed): PersistentVolumeRecord {
  const claimUid = spec.claimRef?.uid;
  const { namespace, name } = spec.claimRef ?? {};
  const message = status?.message ?? status?.reason;
  const expressions = (
    spec.nodeAffinity?.required?.nodeSelectorTerms ?? []
  ).flatMap(term => term.matchExpressions ?? []);
  const localTo =
    spec.local || spec.hostPath
      ? (expressions.find(({ key }) => key === 'kubernetes.io/hostname')
          ?.values?.[0] ?? 'one node')
      : undefined;
  return {
    ...projectMetadata(metadata),
    ...(namespace && name && { claim: [namespace, name].join('/') }),
    ...(message && { message }),
    ...(localTo && { localTo }),
    phase: status?.phase ?? 'Pending',
    reclaimPolicy: spec.persistentVolumeReclaimPolicy ?? 'Retain',
    ...(claimUid && { claimUid }),
    sharesNodes: (spec.accessModes ?? []).some(mode => mode.endsWith('Many')),
    zones: expressions
      .filter(({ key, operator }) => operator === 'In' && ZONE_KEY.test(key))
      .flatMap(({ values }) => values ?? []),
  };
}

/**
 * @throws ZodError naming the path when the object is not a PersistentVolume as v1 describes it.
 *
 * @public
 */
export function parsePersistentVolume(raw: unknown): PersistentVolumeRecord {
  return projectPersistentVolume(schema.parse(raw));
}

/**
 * As {@link parsePersistentVolume}, of an object whose fields are known to have their types.
 *
 * @public
 */
export const parseTypedPersistentVolume = typedReader(projectPersistentVolume);
