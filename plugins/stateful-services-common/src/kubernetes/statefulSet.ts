import { z } from 'zod';
import {
  appliedMetadataSchema,
  replicasAppliedBy,
  withoutManifest,
} from './appliedManifest';
import {
  LabelSelector,
  labelSelectorSchema,
  projectLabelSelector,
} from './labelSelector';
import { lastStatusWrite, lastWrite } from './managedFields';
import { controllerOf, ObjectRecord, projectMetadata } from './metadata';
import {
  PodTemplateRecord,
  podTemplateSchema,
  projectPodTemplate,
} from './podTemplate';
import { parseQuantity } from './quantity';
import { identified, isIdentified } from './typedObject';

/** @public */
export type UpdateStrategy =
  | {
      readonly type: 'RollingUpdate';
      /** Ordinals from `start + partition` on are updated. As written; it may exceed the replicas. */
      readonly partition: number;
      readonly maxUnavailable?: number | string;
    }
  | { readonly type: 'OnDelete' }
  | { readonly type: 'Recreate' };

/** @public */
export interface VolumeClaimTemplateRecord {
  readonly name: string;
  readonly storageClassName?: string;
  readonly requestBytes?: number;
  readonly accessModes: readonly string[];
}

/**
 * A StatefulSet, reduced to what the rules read. API defaults are applied (replicas 1, partition 0, counts 0).
 *
 * @public
 */
export interface StatefulSetRecord extends ObjectRecord {
  readonly generation: number;
  readonly annotations: Readonly<Record<string, string>>;
  readonly replicas: number;
  readonly startOrdinal: number;
  readonly serviceName: string;
  readonly podManagementPolicy: 'OrderedReady' | 'Parallel';
  readonly updateStrategy: UpdateStrategy;
  readonly minReadySeconds: number;
  /** Absent: not told, so that nothing is known of which pods it takes for its own. */
  readonly selector?: LabelSelector;
  readonly templateLabels: Readonly<Record<string, string>>;
  readonly template: PodTemplateRecord;
  readonly images: readonly string[];
  /** Kind of its controlling owner, e.g. that of an operator's resource. */
  readonly ownerKind?: string;
  /** When something other than its status was last written; absent when the server does not say. */
  readonly changedAt?: string;
  /** The field manager that wrote it, e.g. `helm`; absent when the server does not say. */
  readonly changedBy?: string;
  /** When its status was last written; absent when the server does not say. */
  readonly statusChangedAt?: string;
  /** Who sets the replicas each time a manifest is applied; absent when they are left alone or nobody tells. */
  readonly replicasAppliedBy?: string;
  readonly revisionHistoryLimit: number;
  readonly volumeClaimTemplates: readonly VolumeClaimTemplateRecord[];
  readonly retention: {
    readonly whenDeleted: 'Retain' | 'Delete';
    readonly whenScaled: 'Retain' | 'Delete';
  };
  readonly status: {
    readonly observedGeneration: number;
    readonly replicas: number;
    readonly readyReplicas: number;
    readonly availableReplicas: number;
    readonly currentReplicas: number;
    readonly updatedReplicas: number;
    readonly currentRevision: string;
    readonly updateRevision: string;
  };
}

/** Far more than a cluster can run; each wanted member is a place in memory. */
const MOST_REPLICAS = 100_000;

const count = z.number().int().nullish();

const podManagementPolicies = ['OrderedReady', 'Parallel'] as const;
const updateStrategies = ['RollingUpdate', 'OnDelete', 'Recreate'] as const;
const retentionPolicies = ['Retain', 'Delete'] as const;

const schema = z.object({
  metadata: appliedMetadataSchema,
  spec: z.object({
    replicas: z.number().int().min(0).max(MOST_REPLICAS).nullish(),
    ordinals: z.object({ start: z.number().int().min(0).nullish() }).nullish(),
    serviceName: z.string().nullish(),
    podManagementPolicy: z.enum(podManagementPolicies).nullish(),
    updateStrategy: z
      .object({
        type: z.enum(updateStrategies).nullish(),
        rollingUpdate: z
          .object({
            partition: z.number().int().nullish(),
            maxUnavailable: z.union([z.number(), z.string()]).nullish(),
          })
          .nullish(),
      })
      .nullish(),
    minReadySeconds: z.number().int().nullish(),
    selector: labelSelectorSchema.nullish(),
    revisionHistoryLimit: z.number().int().nullish(),
    template: podTemplateSchema,
    volumeClaimTemplates: z
      .array(
        z.object({
          metadata: z.object({ name: z.string() }),
          spec: z
            .object({
              storageClassName: z.string().nullish(),
              accessModes: z.array(z.string()).nullish(),
              resources: z
                .object({
                  requests: z
                    .object({ storage: z.string().nullish() })
                    .nullish(),
                })
                .nullish(),
            })
            .nullish(),
        }),
      )
      .nullish(),
    persistentVolumeClaimRetentionPolicy: z
      .object({
        whenDeleted: z.enum(retentionPolicies).nullish(),
        whenScaled: z.enum(retentionPolicies).nullish(),
      })
      .nullish(),
  }),
  status: z
    .object({
      observedGeneration: z.number().nullish(),
      replicas: count,
      readyReplicas: count,
      availableReplicas: count,
      currentReplicas: count,
      updatedReplicas: count,
      currentRevision: z.string().nullish(),
      updateRevision: z.string().nullish(),
    })
    .nullish(),
});

/** Numbers have their ranges and words their meanings, which no type tells. */
const typedSchema = identified.extend({
  spec: schema.shape.spec
    .omit({ selector: true, template: true })
    .extend({ template: z.object({}) }),
  status: schema.shape.status,
});

type Parsed = z.infer<typeof schema>;

function isUpTo(most: number, value: number | null | undefined): boolean {
  return value === undefined || (value !== null && value >= 0 && value <= most);
}

function isOneOf(words: readonly string[], word: string | null | undefined) {
  return word === undefined || (word !== null && words.includes(word));
}

/** True of nearly all that {@link typedSchema} accepts, and of nothing that it refuses; makes no copy, as a schema does. */
function isSound(object: Partial<Parsed>): boolean {
  const { spec } = object;
  const retention = spec?.persistentVolumeClaimRetentionPolicy;
  return (
    isIdentified(object) &&
    spec?.template !== undefined &&
    isUpTo(MOST_REPLICAS, spec.replicas) &&
    isUpTo(Infinity, spec.ordinals?.start) &&
    isOneOf(podManagementPolicies, spec.podManagementPolicy) &&
    isOneOf(updateStrategies, spec.updateStrategy?.type) &&
    isOneOf(retentionPolicies, retention?.whenDeleted) &&
    isOneOf(retentionPolicies, retention?.whenScaled) &&
    !spec.volumeClaimTemplates?.some(({ metadata }) => !metadata?.name)
  );
}

function projectUpdateStrategy(spec: Parsed['spec']): UpdateStrategy {
  const type = spec.updateStrategy?.type ?? 'RollingUpdate';
  if (type !== 'RollingUpdate') {
    return { type };
  }
  const rolling = spec.updateStrategy?.rollingUpdate;
  return {
    type,
    partition: rolling?.partition ?? 0,
    ...(rolling?.maxUnavailable !== null &&
      rolling?.maxUnavailable !== undefined && {
        maxUnavailable: rolling.maxUnavailable,
      }),
  };
}

function projectClaimTemplates(
  spec: Parsed['spec'],
): readonly VolumeClaimTemplateRecord[] {
  return (spec.volumeClaimTemplates ?? []).map(template => {
    const storage = template.spec?.resources?.requests?.storage;
    const requestBytes = storage ? parseQuantity(storage) : undefined;
    return {
      name: template.metadata.name,
      ...(template.spec?.storageClassName && {
        storageClassName: template.spec.storageClassName,
      }),
      ...(requestBytes !== undefined && { requestBytes }),
      accessModes: template.spec?.accessModes ?? [],
    };
  });
}

function projectStatus(status: Parsed['status']): StatefulSetRecord['status'] {
  return {
    observedGeneration: status?.observedGeneration ?? 0,
    replicas: status?.replicas ?? 0,
    readyReplicas: status?.readyReplicas ?? 0,
    availableReplicas: status?.availableReplicas ?? 0,
    currentReplicas: status?.currentReplicas ?? 0,
    updatedReplicas: status?.updatedReplicas ?? 0,
    currentRevision: status?.currentRevision ?? '',
    updateRevision: status?.updateRevision ?? '',
  };
}

function projectStatefulSet({
  metadata,
  spec,
  status,
}: Parsed): StatefulSetRecord {
  const retention = spec.persistentVolumeClaimRetentionPolicy;
  const owner = controllerOf(metadata);
  const appliedBy = replicasAppliedBy(metadata);
  const statusChangedAt = lastStatusWrite(metadata);
  const template = projectPodTemplate(spec.template);
  return {
    ...projectMetadata(metadata),
    generation: metadata.generation ?? 0,
    annotations: withoutManifest(metadata.annotations ?? {}),
    replicas: spec.replicas ?? 1,
    startOrdinal: spec.ordinals?.start ?? 0,
    serviceName: spec.serviceName ?? '',
    podManagementPolicy: spec.podManagementPolicy ?? 'OrderedReady',
    updateStrategy: projectUpdateStrategy(spec),
    minReadySeconds: spec.minReadySeconds ?? 0,
    ...(spec.selector && { selector: projectLabelSelector(spec.selector) }),
    templateLabels: template.labels,
    template,
    images: template.containers.flatMap(({ image }) => image || []),
    ...(owner && { ownerKind: owner.kind }),
    ...lastWrite(metadata),
    ...(appliedBy && { replicasAppliedBy: appliedBy }),
    ...(statusChangedAt && { statusChangedAt }),
    revisionHistoryLimit: spec.revisionHistoryLimit ?? 10,
    volumeClaimTemplates: projectClaimTemplates(spec),
    retention: {
      whenDeleted: retention?.whenDeleted ?? 'Retain',
      whenScaled: retention?.whenScaled ?? 'Retain',
    },
    status: projectStatus(status),
  };
}

/**
 * @throws ZodError naming the path when the object is not a StatefulSet as apps/v1 describes it.
 *
 * @public
 */
export function parseStatefulSet(raw: unknown): StatefulSetRecord {
  return projectStatefulSet(schema.parse(raw));
}

/**
 * As {@link parseStatefulSet}, of an object whose fields are known to have their types.
 *
 * @public
 */
export function parseTypedStatefulSet(object: unknown): StatefulSetRecord {
  if (!isSound(object as Partial<Parsed>)) {
    typedSchema.parse(object);
  }
  // Its fields have their types, says the caller.
  return projectStatefulSet(object as Parsed);
}
