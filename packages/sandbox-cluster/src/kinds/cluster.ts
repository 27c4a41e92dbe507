import { z } from 'zod';
import {
  conditionSchema,
  kubernetesObjectSchema,
  labelSelectorSchema,
} from './metadata';

export const namespaceSchema = kubernetesObjectSchema.extend({
  status: z.looseObject({ phase: z.string().optional() }).optional(),
});
export type Namespace = z.infer<typeof namespaceSchema>;

const taintSchema = z.looseObject({
  key: z.string(),
  value: z.string().optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
});
export type Taint = z.infer<typeof taintSchema>;

export const nodeSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      unschedulable: z.boolean().optional(),
      taints: z.array(taintSchema).optional(),
    })
    .optional(),
  status: z
    .looseObject({ conditions: z.array(conditionSchema).optional() })
    .optional(),
});
export type Node = z.infer<typeof nodeSchema>;

export const storageClassSchema = kubernetesObjectSchema.extend({
  provisioner: z.string().min(1),
  reclaimPolicy: z.enum(['Retain', 'Delete']).optional(),
  allowVolumeExpansion: z.boolean().optional(),
  volumeBindingMode: z.enum(['Immediate', 'WaitForFirstConsumer']).optional(),
});
export type StorageClass = z.infer<typeof storageClassSchema>;

const intOrPercent = z.union([
  z.number().int().min(0),
  z.string().regex(/^\d+%$/),
]);

export const podDisruptionBudgetSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    selector: labelSelectorSchema.optional(),
    minAvailable: intOrPercent.optional(),
    maxUnavailable: intOrPercent.optional(),
  }),
  status: z
    .looseObject({ conditions: z.array(conditionSchema).optional() })
    .optional(),
});
export type PodDisruptionBudget = z.infer<typeof podDisruptionBudgetSchema>;

export const eventSchema = kubernetesObjectSchema.extend({
  involvedObject: z.looseObject({
    kind: z.string().optional(),
    namespace: z.string().optional(),
    name: z.string().optional(),
    uid: z.string().optional(),
  }),
  reason: z.string().optional(),
  message: z.string().optional(),
  type: z.string().optional(),
});
export type Event = z.infer<typeof eventSchema>;

export const endpointSliceSchema = kubernetesObjectSchema.extend({
  addressType: z.enum(['IPv4', 'IPv6', 'FQDN']),
  endpoints: z
    .array(
      z.looseObject({
        targetRef: z.looseObject({ uid: z.string().optional() }).optional(),
      }),
    )
    .nullish(),
});
export type EndpointSlice = z.infer<typeof endpointSliceSchema>;

export const serviceSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      clusterIP: z.string().optional(),
      selector: z.record(z.string(), z.string()).optional(),
      publishNotReadyAddresses: z.boolean().optional(),
    })
    .optional(),
});
export type Service = z.infer<typeof serviceSchema>;
