import { z } from 'zod';
import { StatefulSet } from '../kinds/statefulSet';
import { badRequest } from '../registry/apiError';
import { ObjectRegistry } from '../registry/objectRegistry';
import { ObjectKey } from '../store/objectStore';
import { applyPatch } from './patch';

const scaleSchema = z.looseObject({
  spec: z.looseObject({ replicas: z.number().int().min(0) }),
});

function scaleOf({ metadata, spec, status }: StatefulSet) {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec.replicas },
    status: {
      replicas: status?.replicas ?? 0,
      selector: Object.entries(spec.selector.matchLabels ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    },
  };
}

export function readScale(registry: ObjectRegistry, key: ObjectKey) {
  return scaleOf(registry.current('statefulsets', key));
}

/** Sets the replicas of a set from a Scale object, or from a patch of one when a media type is given. */
export function writeScale(
  registry: ObjectRegistry,
  key: ObjectKey,
  { body, patchType }: { readonly body: unknown; readonly patchType?: string },
) {
  const set = registry.current('statefulsets', key);
  const wanted = scaleSchema.safeParse(
    patchType ? applyPatch(patchType, scaleOf(set), body) : body,
  );
  if (!wanted.success) {
    throw badRequest('spec.replicas of a Scale has to be a number from 0 on');
  }
  return scaleOf(
    registry.update('statefulsets', {
      ...set,
      spec: { ...set.spec, replicas: wanted.data.spec.replicas },
    }),
  );
}
