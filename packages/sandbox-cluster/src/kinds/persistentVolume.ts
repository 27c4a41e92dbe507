import { z } from 'zod';
import { kubernetesObjectSchema } from './metadata';

const nodeSelectorTermSchema = z.looseObject({
  matchExpressions: z
    .array(
      z.looseObject({
        key: z.string(),
        operator: z.string(),
        values: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

export const persistentVolumeSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({
    capacity: z.looseObject({ storage: z.string().optional() }).optional(),
    persistentVolumeReclaimPolicy: z
      .enum(['Retain', 'Delete', 'Recycle'])
      .optional(),
    storageClassName: z.string().optional(),
    claimRef: z
      .looseObject({
        namespace: z.string().optional(),
        name: z.string().optional(),
        uid: z.string().optional(),
      })
      .optional(),
    nodeAffinity: z
      .looseObject({
        required: z
          .looseObject({ nodeSelectorTerms: z.array(nodeSelectorTermSchema) })
          .optional(),
      })
      .optional(),
  }),
  status: z.looseObject({ phase: z.string().optional() }).optional(),
});
export type PersistentVolume = z.infer<typeof persistentVolumeSchema>;
