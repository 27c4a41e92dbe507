import { z } from 'zod';
import { conditionSchema, kubernetesObjectSchema } from './metadata';

export const persistentVolumeClaimSpecSchema = z.looseObject({
  accessModes: z.array(z.string()).min(1, 'at least 1 access mode is required'),
  storageClassName: z.string().optional(),
  volumeName: z.string().optional(),
  resources: z.looseObject({
    requests: z.looseObject({ storage: z.string() }),
  }),
});

export const persistentVolumeClaimSchema = kubernetesObjectSchema.extend({
  spec: persistentVolumeClaimSpecSchema,
  status: z
    .looseObject({
      phase: z.enum(['Pending', 'Bound', 'Lost']).optional(),
      capacity: z.looseObject({ storage: z.string().optional() }).optional(),
      conditions: z.array(conditionSchema).optional(),
    })
    .optional(),
});
export type PersistentVolumeClaim = z.infer<typeof persistentVolumeClaimSchema>;
