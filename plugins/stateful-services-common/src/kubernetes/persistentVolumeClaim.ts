import { z } from 'zod';
import { metadataSchema, ObjectRecord, projectMetadata } from './metadata';
import { parseQuantity } from './quantity';

/** A PersistentVolumeClaim, reduced to what the rules read. Sizes in bytes. */
export interface PersistentVolumeClaimRecord extends ObjectRecord {
  readonly phase: 'Pending' | 'Bound' | 'Lost';
  readonly storageClassName?: string;
  readonly volumeName?: string;
  readonly requestBytes?: number;
  readonly capacityBytes?: number;
  /** Types of the conditions whose status is True, e.g. `Resizing`, `FileSystemResizePending`. */
  readonly conditions: readonly string[];
  /** `status.allocatedResourceStatuses.storage`, e.g. `ControllerResizeInfeasible`. */
  readonly resizeStatus?: string;
}

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    storageClassName: z.string().nullish(),
    volumeName: z.string().nullish(),
    resources: z
      .object({
        requests: z.object({ storage: z.string().nullish() }).nullish(),
      })
      .nullish(),
  }),
  status: z
    .object({
      phase: z.enum(['Pending', 'Bound', 'Lost']).nullish(),
      capacity: z.object({ storage: z.string().nullish() }).nullish(),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string() }))
        .nullish(),
      allocatedResourceStatuses: z
        .object({ storage: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
});

/** @throws ZodError naming the path when the object is not a PersistentVolumeClaim as v1 describes it. */
export function parsePersistentVolumeClaim(
  raw: unknown,
): PersistentVolumeClaimRecord {
  const { metadata, spec, status } = schema.parse(raw);
  const request = spec.resources?.requests?.storage;
  const capacity = status?.capacity?.storage;
  const resizeStatus = status?.allocatedResourceStatuses?.storage;
  return {
    ...projectMetadata(metadata),
    phase: status?.phase ?? 'Pending',
    ...(spec.storageClassName && { storageClassName: spec.storageClassName }),
    ...(spec.volumeName && { volumeName: spec.volumeName }),
    ...(request && { requestBytes: parseQuantity(request) }),
    ...(capacity && { capacityBytes: parseQuantity(capacity) }),
    conditions: (status?.conditions ?? [])
      .filter(condition => condition.status === 'True')
      .map(condition => condition.type),
    ...(resizeStatus && { resizeStatus }),
  };
}
