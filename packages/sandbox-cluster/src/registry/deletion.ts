import { z } from 'zod';
import { KubernetesObject, Metadata } from '../kinds/metadata';
import { podSchema } from '../kinds/pod';
import { timestamp } from '../store/clock';

export const deleteOptionsSchema = z.looseObject({
  gracePeriodSeconds: z.number().int().min(0).nullish(),
  propagationPolicy: z.enum(['Orphan', 'Background', 'Foreground']).nullish(),
  preconditions: z.looseObject({ uid: z.string().optional() }).nullish(),
});
export type DeleteOptions = z.infer<typeof deleteOptionsSchema>;

/** Finalizers by which the API server hands the choice of propagation to the garbage collector. */
export const ORPHAN_FINALIZER = 'orphan';
export const FOREGROUND_FINALIZER = 'foregroundDeletion';

/** Seconds a pod gets to end: none when it never reached a node or has ended, for there is nothing to wait for. */
function graceSecondsOf(
  object: KubernetesObject,
  options: DeleteOptions,
): number {
  const pod = object.kind === 'Pod' ? podSchema.parse(object) : undefined;
  const ended =
    pod?.status?.phase === 'Succeeded' || pod?.status?.phase === 'Failed';
  if (!pod?.spec.nodeName || ended) {
    return 0;
  }
  return (
    options.gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30
  );
}

function propagationFinalizers(options: DeleteOptions): readonly string[] {
  switch (options.propagationPolicy) {
    case 'Orphan':
      return [ORPHAN_FINALIZER];
    case 'Foreground':
      return [FOREGROUND_FINALIZER];
    default:
      return [];
  }
}

/** The metadata of an object whose deletion is asked for, and whether it may go at once. */
export function planDeletion(
  object: KubernetesObject,
  options: DeleteOptions,
  nowMs: number,
): { readonly metadata: Metadata; readonly removeNow: boolean } {
  const { metadata } = object;
  const grace = graceSecondsOf(object, options);
  const shorter =
    metadata.deletionTimestamp === undefined ||
    grace < (metadata.deletionGracePeriodSeconds ?? 0);
  const finalizers = [
    ...new Set([
      ...(metadata.finalizers ?? []),
      ...propagationFinalizers(options),
    ]),
  ];
  return {
    metadata: {
      ...metadata,
      ...(shorter && {
        deletionTimestamp: timestamp(nowMs + grace * 1000),
        deletionGracePeriodSeconds: grace,
      }),
      ...(finalizers.length && { finalizers }),
    },
    removeNow: grace === 0,
  };
}
