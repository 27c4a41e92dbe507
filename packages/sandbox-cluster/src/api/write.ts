import { ObjectDraft, objectDraftSchema } from '../kinds/metadata';
import { findResourceType, ResourceName } from '../kinds/resources';
import { badRequest, conflict } from '../registry/apiError';
import { deleteOptionsSchema } from '../registry/deletion';
import { ObjectRegistry } from '../registry/objectRegistry';
import { applyPatch } from './patch';
import { ResourceRoute } from './route';

/** A null is the same as an absent field to the API server, and generated manifests are full of them. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, field: unknown) =>
      field === null ? undefined : field,
    ),
  );
}

function asObject(body: unknown): ObjectDraft {
  const parsed = objectDraftSchema.safeParse(withoutNulls(body ?? {}));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw badRequest(
      `the body of the request has to be a Kubernetes object: ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  return parsed.data;
}

/** The draft with the namespace of the path. @throws ApiError (400) when the body is of another kind or place. */
function draftFor({ type, namespace, name }: ResourceRoute, body: unknown) {
  const draft = asObject(body);
  const { apiVersion, kind, metadata } = draft;
  if (
    (apiVersion || kind) &&
    findResourceType(apiVersion, kind)?.name !== type.name
  ) {
    throw badRequest(
      `the API version and kind in the data (${apiVersion}, ${kind}) do not match the expected ones of ${type.kind}`,
    );
  }
  if (namespace && metadata?.namespace && metadata.namespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (name && metadata?.name && metadata.name !== name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  return {
    ...draft,
    metadata: { ...metadata, ...(namespace && { namespace }) },
  };
}

export function createObject(
  registry: ObjectRegistry,
  route: ResourceRoute,
  request: { readonly body: unknown; readonly dryRun: boolean },
) {
  const draft = draftFor(route, request.body);
  return request.dryRun
    ? registry.prepareNew(route.type.name, draft)
    : registry.create(route.type.name, draft);
}

function writeBack<TName extends ResourceName>(
  registry: ObjectRegistry,
  route: ResourceRoute,
  {
    resource,
    before,
    after,
  }: { resource: TName; before: ObjectDraft; after: ObjectDraft },
) {
  const { metadata } = before;
  const object = {
    ...after,
    apiVersion: before.apiVersion,
    kind: before.kind,
    metadata: {
      uid: metadata?.uid,
      creationTimestamp: metadata?.creationTimestamp,
      resourceVersion: '',
      ...after.metadata,
      name: metadata?.name,
      namespace: metadata?.namespace,
    },
  };
  // The registry parses what comes from outside before it stores it.
  const trusted = object as never;
  return route.subresource === 'status'
    ? registry.updateStatus(resource, trusted)
    : registry.update(resource, trusted);
}

export function updateObject(
  registry: ObjectRegistry,
  route: ResourceRoute & { readonly name: string },
  body: unknown,
) {
  const resource = route.type.name;
  const before = registry.current(resource, route);
  return writeBack(registry, route, {
    resource,
    before,
    after: draftFor(route, body),
  });
}

export function patchObject(
  registry: ObjectRegistry,
  route: ResourceRoute & { readonly name: string },
  patch: { readonly mediaType: string; readonly body: unknown },
) {
  const resource = route.type.name;
  const before = registry.current(resource, route);
  const after = asObject(applyPatch(patch.mediaType, before, patch.body));
  if (after.metadata?.name !== route.name) {
    throw conflict(route.type, route.name, 'the name may not be changed');
  }
  return writeBack(registry, route, { resource, before, after });
}

/** The object that is still there, or a `Status` that it is gone. */
export function deleteObject(
  registry: ObjectRegistry,
  route: ResourceRoute & { readonly name: string },
  request: { readonly body: unknown; readonly query: URLSearchParams },
) {
  const { query } = request;
  const grace = query.get('gracePeriodSeconds');
  const parsed = deleteOptionsSchema.safeParse({
    ...(grace && { gracePeriodSeconds: Number(grace) }),
    ...(query.get('propagationPolicy') && {
      propagationPolicy: query.get('propagationPolicy'),
    }),
    ...Object(request.body ?? {}),
  });
  if (!parsed.success) {
    throw badRequest(
      `DeleteOptions are invalid: ${parsed.error.issues[0]?.message}`,
    );
  }
  return registry.delete(route.type.name, route, parsed.data);
}
