import { isObject } from '../cluster/kubernetesObject';

/** What a JSON merge patch (RFC 7396) makes of a value: null removes, objects are merged, everything else replaces. */
export function applyMergePatch(before: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  const after: Record<string, unknown> = isObject(before) ? { ...before } : {};
  for (const [field, change] of Object.entries(patch)) {
    if (change === null) {
      delete after[field];
    } else {
      after[field] = applyMergePatch(after[field], change);
    }
  }
  return after;
}

/** The merge patch that leads from one value to another; undefined when they are equal. Neither may hold a null. */
export function mergePatchBetween(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
  }
  const patch: Record<string, unknown> = {};
  for (const field of new Set([
    ...Object.keys(before),
    ...Object.keys(after),
  ])) {
    const change =
      field in after ? mergePatchBetween(before[field], after[field]) : null;
    if (change !== undefined) {
      patch[field] = change;
    }
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}
