import jsonpatch from 'fast-json-patch';
import { ApiError, badRequest } from '../registry/apiError';
import { mergeStrategically } from './strategicMerge';

type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 7396. */
export function mergeJson(target: unknown, patch: unknown): unknown {
  if (!isJson(patch)) {
    return patch;
  }
  const merged: Record<string, unknown> = isJson(target) ? { ...target } : {};
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[field];
    } else {
      merged[field] = mergeJson(merged[field], value);
    }
  }
  return merged;
}

/** RFC 6902. */
function patchJson(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw badRequest('a JSON patch has to be an array of operations');
  }
  try {
    return jsonpatch.applyPatch(target, patch, true, false).newDocument;
  } catch (error) {
    const why =
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${why}`,
    );
  }
}

/** The target with the patch applied. @throws ApiError (415) for a kind of patch that the sandbox does not know. */
export function applyPatch(
  mediaType: string,
  target: unknown,
  patch: unknown,
): unknown {
  switch (mediaType) {
    case 'application/merge-patch+json':
      return mergeJson(target, patch);
    case 'application/json-patch+json':
      return patchJson(target, patch);
    case 'application/strategic-merge-patch+json':
      return mergeStrategically(target, patch);
    default:
      throw new ApiError(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format (${mediaType}) - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json; the sandbox has no server-side apply`,
      );
  }
}
