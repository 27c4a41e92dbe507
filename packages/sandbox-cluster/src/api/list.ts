import { z } from 'zod';
import { KubernetesObject } from '../kinds/metadata';
import { apiVersionOf } from '../kinds/resources';
import { ApiError, badRequest, gone } from '../registry/apiError';
import { ObjectStore, storeKey } from '../store/objectStore';
import { ResourceRoute } from './route';
import { selectionOf } from './selection';

/** Where the next page starts, and the version that all pages of one list show. */
const continueSchema = z.object({ version: z.number(), after: z.string() });

function parseContinue(token: string) {
  try {
    return continueSchema.parse(
      JSON.parse(Buffer.from(token, 'base64url').toString('utf8')),
    );
  } catch (error) {
    throw badRequest(
      `invalid continue token: ${error instanceof Error ? error.name : String(error)}`,
    );
  }
}

/** The version that a list has to show. @throws ApiError for one that is not a number or lies in the future. */
function wantedVersion(store: ObjectStore, query: URLSearchParams): number {
  const asked = query.get('resourceVersion') ?? '';
  if (!/^\d*$/.test(asked)) {
    throw badRequest(`Invalid value: "${asked}": invalid resource version`);
  }
  if (Number(asked) > store.version) {
    throw new ApiError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${asked}, current: ${store.version}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
      },
    );
  }
  const exact = query.get('resourceVersionMatch') === 'Exact';
  return exact ? Number(asked) : store.version;
}

/** Lists what the query selects, in pages when it limits them. */
export function listObjects(
  store: ObjectStore,
  route: ResourceRoute,
  query: URLSearchParams,
) {
  const token = query.get('continue');
  const resumed = token ? parseContinue(token) : undefined;
  const version = resumed?.version ?? wantedVersion(store, query);
  const all = store.listAt(route.type.name, version, route.namespace);
  if (!all) {
    throw gone(
      resumed
        ? 'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.'
        : `too old resource version: ${version} (${store.compactedAt})`,
    );
  }
  const matching = all
    .filter(selectionOf(route, query))
    .filter(({ metadata }) => !resumed || storeKey(metadata) > resumed.after);
  const limit = Number(query.get('limit') ?? 0);
  const page = limit > 0 ? matching.slice(0, limit) : matching;
  const selected = query.get('labelSelector') || query.get('fieldSelector');
  const left = matching.length - page.length;
  return {
    kind: `${route.type.kind}List`,
    apiVersion: apiVersionOf(route.type),
    metadata: {
      resourceVersion: String(version),
      ...continuation(page, left, version),
      ...(left > 0 && !selected && { remainingItemCount: left }),
    },
    items: page,
  };
}

function continuation(
  page: readonly KubernetesObject[],
  left: number,
  version: number,
) {
  const last = page.at(-1);
  return left > 0 && last
    ? {
        continue: Buffer.from(
          JSON.stringify({ version, after: storeKey(last.metadata) }),
        ).toString('base64url'),
      }
    : {};
}
