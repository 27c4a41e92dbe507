import { z } from 'zod';
import { kubernetesObjectSchema, labelSelectorSchema } from './metadata';
import { persistentVolumeClaimSpecSchema } from './persistentVolumeClaim';
import { podTemplateSchema } from './pod';

const count = z.number().int().min(0);
const retention = z.enum(['Retain', 'Delete']);

const claimTemplateSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string().min(1),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: persistentVolumeClaimSpecSchema,
});
export type ClaimTemplate = z.infer<typeof claimTemplateSchema>;

/** Defaults are applied on the way in, so what the API server always sets is always there. */
const statefulSetSpecSchema = z.looseObject({
  replicas: count,
  serviceName: z.string().optional(),
  selector: labelSelectorSchema,
  template: podTemplateSchema,
  podManagementPolicy: z.enum(['OrderedReady', 'Parallel']),
  updateStrategy: z.looseObject({
    type: z.enum(['RollingUpdate', 'OnDelete']),
    rollingUpdate: z.looseObject({ partition: count.optional() }).optional(),
  }),
  ordinals: z.looseObject({ start: count.optional() }).optional(),
  minReadySeconds: count.optional(),
  revisionHistoryLimit: count,
  persistentVolumeClaimRetentionPolicy: z.looseObject({
    whenDeleted: retention,
    whenScaled: retention,
  }),
  volumeClaimTemplates: z.array(claimTemplateSchema).optional(),
});

const statefulSetStatusSchema = z.looseObject({
  observedGeneration: z.number().int().optional(),
  replicas: count.optional(),
  readyReplicas: count.optional(),
  availableReplicas: count.optional(),
  currentReplicas: count.optional(),
  updatedReplicas: count.optional(),
  currentRevision: z.string().optional(),
  updateRevision: z.string().optional(),
  collisionCount: count.optional(),
});
export type StatefulSetStatus = z.infer<typeof statefulSetStatusSchema>;

export const statefulSetSchema = kubernetesObjectSchema.extend({
  spec: statefulSetSpecSchema,
  status: statefulSetStatusSchema.optional(),
});
export type StatefulSet = z.infer<typeof statefulSetSchema>;

export const controllerRevisionSchema = kubernetesObjectSchema.extend({
  revision: z.number().int(),
  data: z.looseObject({}).optional(),
});
export type ControllerRevision = z.infer<typeof controllerRevisionSchema>;

/** The ordinal at the end of a pod's name, or undefined when it has none of this set. */
export function ordinalOf(setName: string, podName: string) {
  const suffix = podName.startsWith(`${setName}-`)
    ? podName.slice(setName.length + 1)
    : '';
  return /^\d+$/.test(suffix) ? Number(suffix) : undefined;
}

export function claimNameOf(
  set: StatefulSet,
  template: string,
  ordinal: number,
) {
  return `${template}-${set.metadata.name}-${ordinal}`;
}
