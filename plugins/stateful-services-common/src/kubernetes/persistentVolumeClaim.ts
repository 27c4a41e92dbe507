import { z } from 'zod';
import { lastWrite, managedMetadataSchema } from './managedFields';
import { ObjectRecord, projectMetadata } from './metadata';
import { parseQuantity } from './quantity';
import { typedReader } from './typedObject';

/**
 * A condition of a claim that is True.
 *
 * @public
 */
export interface ClaimCondition {
  /** E.g. `Resizing`, `FileSystemResizePending`. */
  readonly type: string;
  readonly since?: string;
  readonly message?: string;
}

/**
 * A PersistentVolumeClaim, reduced to what the rules read. Sizes in bytes.
 *
 * @public
 */
export interface PersistentVolumeClaimRecord extends ObjectRecord {
  readonly phase: 'Pending' | 'Bound' | 'Lost';
  readonly storageClassName?: string;
  /** True when it asks for no class (`""`), so that no default class is filled in. */
  readonly refusesClass: boolean;
  readonly volumeName?: string;
  /** True once the cluster has bound it, also in the moment before its phase says so. */
  readonly bindCompleted: boolean;
  /** True when it is deleted together with a pod, as `whenScaled: Delete` has it (through an owner reference). */
  readonly goesWithPod: boolean;
  readonly finalizers: readonly string[];
  /**
   * Since when the driver is asked for a volume where the pod is to run (annotation `volume.kubernetes.io/selected-node`,
   * which the scheduler sets for a class that waits for the first consumer).
   */
  readonly nodeSelectedAt?: string;
  readonly requestBytes?: number;
  readonly capacityBytes?: number;
  readonly conditions: readonly ClaimCondition[];
  /** `status.allocatedResourceStatuses.storage`, e.g. `ControllerResizeInfeasible`. */
  readonly resizeStatus?: string;
  /** The VolumeAttributesClass that it asks for, and the one that its volume has. */
  readonly attributesClass?: string;
  readonly currentAttributesClass?: string;
  /** `status.modifyVolumeStatus.status`, e.g. `Infeasible`. */
  readonly modifyStatus?: string;
  /** What its driver reports of the volume, e.g. `Degraded` (alpha in 1.37). */
  readonly health: readonly string[];
}

const phases = ['Pending', 'Bound', 'Lost'] as const;

const schema = z.object({
  metadata: managedMetadataSchema,
  spec: z.object({
    storageClassName: z.string().nullish(),
    volumeName: z.string().nullish(),
    volumeAttributesClassName: z.string().nullish(),
    resources: z
      .object({
        requests: z.object({ storage: z.string().nullish() }).nullish(),
      })
      .nullish(),
  }),
  status: z
    .object({
      phase: z.enum(phases).nullish(),
      capacity: z.object({ storage: z.string().nullish() }).nullish(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            lastTransitionTime: z.string().nullish(),
            message: z.string().nullish(),
          }),
        )
        .nullish(),
      allocatedResourceStatuses: z
        .object({ storage: z.string().nullish() })
        .nullish(),
      currentVolumeAttributesClassName: z.string().nullish(),
      modifyVolumeStatus: z.object({ status: z.string().nullish() }).nullish(),
      healthStatus: z
        .object({
          healthConditions: z
            .array(z.object({ status: z.string().nullish() }))
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

type Status = z.infer<typeof schema>['status'];
type Metadata = z.infer<typeof managedMetadataSchema>;

function nodeSelectedAt(metadata: Metadata): string | undefined {
  return metadata.annotations?.['volume.kubernetes.io/selected-node']
    ? (lastWrite(metadata).changedAt ?? metadata.creationTimestamp)
    : undefined;
}

function projectConditions(status: Status): readonly ClaimCondition[] {
  return (status?.conditions ?? [])
    .filter(condition => condition.status === 'True')
    .map(({ type, lastTransitionTime, message }) => ({
      type,
      ...(lastTransitionTime && { since: lastTransitionTime }),
      ...(message && { message }),
    }));
}

type Parsed = z.infer<typeof schema>;

function projectPersistentVolumeClaim({
  metadata,
  spec,
  status,
}: Parsed): PersistentVolumeClaimRecord {
  const requestBytes = parseQuantity(spec.resources?.requests?.storage ?? '');
  const capacityBytes = parseQuantity(status?.capacity?.storage ?? '');
  const resizeStatus = status?.allocatedResourceStatuses?.storage;
  const attributesClass = spec.volumeAttributesClassName;
  const currentAttributesClass = status?.currentVolumeAttributesClassName;
  const modifyStatus = status?.modifyVolumeStatus?.status;
  const selectedAt = nodeSelectedAt(metadata);
  return {
    ...projectMetadata(metadata),
    phase: status?.phase ?? 'Pending',
    ...(spec.storageClassName && { storageClassName: spec.storageClassName }),
    refusesClass: spec.storageClassName === '',
    ...(spec.volumeName && { volumeName: spec.volumeName }),
    bindCompleted:
      metadata.annotations?.['pv.kubernetes.io/bind-completed'] === 'yes',
    goesWithPod: (metadata.ownerReferences ?? []).some(
      ({ kind }) => kind === 'Pod',
    ),
    finalizers: metadata.finalizers ?? [],
    ...(selectedAt && { nodeSelectedAt: selectedAt }),
    ...(requestBytes !== undefined && { requestBytes }),
    ...(capacityBytes !== undefined && { capacityBytes }),
    conditions: projectConditions(status),
    ...(resizeStatus && { resizeStatus }),
    ...(attributesClass && { attributesClass }),
    ...(currentAttributesClass && { currentAttributesClass }),
    ...(modifyStatus && { modifyStatus }),
    health: (status?.healthStatus?.healthConditions ?? []).flatMap(
      condition => condition.status ?? [],
    ),
  };
}

/**
 * @throws ZodError naming the path when the object is not a PersistentVolumeClaim as v1 describes it.
 *
 * @public
 */
export function parsePersistentVolumeClaim(
  raw: unknown,
): PersistentVolumeClaimRecord {
  return projectPersistentVolumeClaim(schema.parse(raw));
}

/**
 * As {@link parsePersistentVolumeClaim}, of an object whose fields are known to have their types.
 *
 * @public
 */
export const parseTypedPersistentVolumeClaim = typedReader(
  projectPersistentVolumeClaim,
  phases,
);
