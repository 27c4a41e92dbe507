import { z } from 'zod';
import { conditionSchema, kubernetesObjectSchema } from './metadata';

const containerSchema = z.looseObject({
  name: z.string().min(1),
  image: z.string().min(1),
});

const volumeSchema = z.looseObject({
  name: z.string().min(1),
  persistentVolumeClaim: z.looseObject({ claimName: z.string() }).optional(),
});

const tolerationSchema = z.looseObject({
  key: z.string().optional(),
  operator: z.string().optional(),
  value: z.string().optional(),
  effect: z.string().optional(),
});

export const podSpecSchema = z.looseObject({
  containers: z.array(containerSchema).min(1, 'Required value'),
  initContainers: z.array(containerSchema).optional(),
  volumes: z.array(volumeSchema).optional(),
  nodeName: z.string().optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z.array(tolerationSchema).optional(),
  terminationGracePeriodSeconds: z.number().int().min(0).optional(),
});
export type PodSpec = z.infer<typeof podSpecSchema>;

export const containerStatusSchema = z.looseObject({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z.number().int(),
  image: z.string().optional(),
  state: z.looseObject({}).optional(),
  lastState: z.looseObject({}).optional(),
});
export type ContainerStatus = z.infer<typeof containerStatusSchema>;

const podStatusSchema = z.looseObject({
  phase: z
    .enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])
    .optional(),
  reason: z.string().optional(),
  conditions: z.array(conditionSchema).optional(),
  containerStatuses: z.array(containerStatusSchema).optional(),
});
export type PodStatus = z.infer<typeof podStatusSchema>;

export const podSchema = kubernetesObjectSchema.extend({
  spec: podSpecSchema,
  status: podStatusSchema.optional(),
});
export type Pod = z.infer<typeof podSchema>;

/** The template of a pod, as a set carries it. */
export const podTemplateSchema = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  spec: podSpecSchema,
});
export type PodTemplate = z.infer<typeof podTemplateSchema>;

export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

export function isReady(pod: Pod): boolean {
  return (
    pod.status?.phase === 'Running' &&
    (pod.status.conditions ?? []).some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    )
  );
}

/** Names of the claims that the pod mounts. */
export function claimNamesOf(pod: Pod): readonly string[] {
  return (pod.spec.volumes ?? []).flatMap(
    volume => volume.persistentVolumeClaim?.claimName ?? [],
  );
}
