import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Metadata, ObjectDraft } from '../kinds/metadata';
import {
  apiVersionOf,
  ResourceName,
  ResourceObjects,
  resourceTypes,
} from '../kinds/resources';
import { Clock, timestamp } from '../store/clock';
import { ObjectKey, ObjectStore, storeKey } from '../store/objectStore';
import { admitChange, admitNew } from './admission';
import {
  alreadyExists,
  conflict,
  FieldProblem,
  invalid,
  notFound,
} from './apiError';
import { applyDefaults, initialStatusOf } from './defaults';
import { DeleteOptions, planDeletion } from './deletion';
import { checkChange, checkName, checkNew, problemsOf } from './validation';

const CONFLICT =
  'the object has been modified; please apply your changes to the latest version and try again';

/** As JSON would carry it, so that an absent field and an undefined one compare equal. */
function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/**
 * Creates, changes and deletes objects by the rules of the API server: defaults, names, immutable fields, versions,
 * generations, finalizers and grace. Clients and controllers write through it alike.
 */
export class ObjectRegistry {
  constructor(
    readonly store: ObjectStore,
    private readonly clock: Clock,
  ) {}

  /** @throws ApiError when the object exists already, is invalid or is not admitted. */
  create<TName extends ResourceName>(
    resource: TName,
    draft: ObjectDraft,
  ): ResourceObjects[TName] {
    const object = this.prepareNew(resource, draft);
    if (this.store.get(resource, object.metadata)) {
      throw alreadyExists(resourceTypes[resource], object.metadata.name);
    }
    return this.store.put(resource, object);
  }

  /** The object that `create` would store, checked but not stored. */
  prepareNew<TName extends ResourceName>(
    resource: TName,
    draft: ObjectDraft,
  ): ResourceObjects[TName] {
    const type = resourceTypes[resource];
    const metadata = this.newMetadata(resource, draft.metadata ?? {});
    const status = initialStatusOf(resource);
    const object = this.parse(resource, {
      ...applyDefaults(resource, draft),
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      metadata,
      ...(status && { status }),
    });
    this.refuse(resource, metadata.name, [
      ...checkName(type, metadata.name),
      ...checkNew(resource, object),
    ]);
    admitNew(this.store, resource, object);
    return object;
  }

  /** Replaces what is wanted; the status stays. @throws ApiError (409) when the version is not the latest. */
  update<TName extends ResourceName>(
    resource: TName,
    object: ResourceObjects[TName],
  ): ResourceObjects[TName] {
    const type = resourceTypes[resource];
    const before = this.current(resource, object.metadata);
    this.checkVersion(resource, before.metadata, object.metadata);
    const status: unknown = Reflect.get(before, 'status');
    const parsed = this.parse(resource, {
      ...applyDefaults(resource, object),
      ...(type.statusSubresource && { status }),
    });
    this.refuse(
      resource,
      object.metadata.name,
      checkChange(resource, before, parsed),
    );
    admitChange(this.store, resource, before, parsed);
    const metadata = this.nextMetadata(before.metadata, parsed.metadata);
    const changed =
      type.countsGenerations &&
      !isDeepStrictEqual(
        Reflect.get(before, 'spec'),
        Reflect.get(parsed, 'spec'),
      );
    return this.replace(resource, before, {
      ...parsed,
      metadata: {
        ...metadata,
        ...(changed && { generation: (metadata.generation ?? 0) + 1 }),
      },
    });
  }

  /** Replaces the status; what is wanted stays. */
  updateStatus<TName extends ResourceName>(
    resource: TName,
    object: ResourceObjects[TName],
  ): ResourceObjects[TName] {
    const before = this.current(resource, object.metadata);
    this.checkVersion(resource, before.metadata, object.metadata);
    const after = this.parse(resource, {
      ...before,
      status: Reflect.get(object, 'status'),
    });
    return this.replace(resource, before, after);
  }

  /**
   * Deletes the object, or marks it as being deleted when a finalizer or a grace period keeps it.
   * Returns the object that is still there, if it is.
   */
  delete<TName extends ResourceName>(
    resource: TName,
    key: ObjectKey,
    options: DeleteOptions = {},
  ): ResourceObjects[TName] | undefined {
    const before = this.current(resource, key);
    const uid = options.preconditions?.uid;
    if (uid && uid !== before.metadata.uid) {
      throw conflict(
        resourceTypes[resource],
        key.name,
        `the UID in the precondition (${uid}) does not match the UID in record (${before.metadata.uid})`,
      );
    }
    const kept = planDeletion(before, options, this.clock.nowMs());
    return this.replace(
      resource,
      before,
      { ...before, metadata: kept.metadata },
      kept.removeNow,
    );
  }

  /** The object under the key. @throws ApiError (404) when there is none. */
  current<TName extends ResourceName>(
    resource: TName,
    key: ObjectKey,
  ): ResourceObjects[TName] {
    const object = this.store.get(resource, key);
    if (!object) {
      throw notFound(resourceTypes[resource], key.name);
    }
    return object;
  }

  private replace<TName extends ResourceName>(
    resource: TName,
    before: ResourceObjects[TName],
    after: ResourceObjects[TName],
    removeNow = false,
  ): ResourceObjects[TName] {
    const { deletionTimestamp, finalizers, deletionGracePeriodSeconds } =
      after.metadata;
    const done =
      deletionTimestamp !== undefined &&
      !finalizers?.length &&
      (removeNow || !deletionGracePeriodSeconds);
    if (done) {
      this.store.remove(resource, before.metadata);
      return after;
    }
    const plain = withoutUndefined(after);
    return isDeepStrictEqual(before, plain)
      ? before
      : this.store.put(resource, plain);
  }

  private parse<TName extends ResourceName>(
    resource: TName,
    object: unknown,
  ): ResourceObjects[TName] {
    const parsed = resourceTypes[resource].schema.safeParse(
      withoutUndefined(object),
    );
    if (!parsed.success) {
      const metadata: unknown = Object(object).metadata;
      throw invalid(
        resourceTypes[resource],
        String(Object(metadata).name ?? ''),
        problemsOf(parsed.error),
      );
    }
    // The schema of a resource yields its type; the compiler loses that link through the generic index.
    return parsed.data as ResourceObjects[TName];
  }

  private newMetadata(
    resource: ResourceName,
    given: Readonly<Partial<Metadata>>,
  ): Metadata {
    const type = resourceTypes[resource];
    const { resourceVersion: _, deletionTimestamp: __, ...rest } = given;
    const name =
      given.name ||
      (given.generateName
        ? `${given.generateName}${randomUUID().slice(0, 5)}`
        : '');
    if (!name) {
      throw invalid(type, '', [
        {
          field: 'metadata.name',
          message: 'Required value: name or generateName is required',
        },
      ]);
    }
    const protection: Partial<Record<ResourceName, string>> = {
      // The real one keeps this in `spec.finalizers`; here it keeps a namespace until it is empty all the same.
      namespaces: 'kubernetes',
      persistentvolumeclaims: 'kubernetes.io/pvc-protection',
      persistentvolumes: 'kubernetes.io/pv-protection',
    };
    const finalizer = protection[resource];
    return {
      ...rest,
      name,
      ...(resource === 'namespaces' && {
        labels: { ...given.labels, 'kubernetes.io/metadata.name': name },
      }),
      uid: randomUUID(),
      resourceVersion: '',
      creationTimestamp: timestamp(this.clock.nowMs()),
      ...(type.countsGenerations && { generation: 1 }),
      ...(finalizer && {
        finalizers: [...new Set([...(given.finalizers ?? []), finalizer])],
      }),
    };
  }

  /** Metadata that clients may change, over what the server alone decides. */
  private nextMetadata(before: Metadata, after: Metadata): Metadata {
    const finalizers = after.finalizers?.filter(
      // Once deletion has begun, finalizers may only go.
      name => !before.deletionTimestamp || before.finalizers?.includes(name),
    );
    return {
      ...after,
      name: before.name,
      uid: before.uid,
      resourceVersion: before.resourceVersion,
      creationTimestamp: before.creationTimestamp,
      generation: before.generation,
      deletionTimestamp: before.deletionTimestamp,
      deletionGracePeriodSeconds: before.deletionGracePeriodSeconds,
      finalizers: finalizers?.length ? finalizers : undefined,
    };
  }

  private checkVersion(
    resource: ResourceName,
    before: Metadata,
    after: Metadata,
  ): void {
    const stale =
      after.resourceVersion && after.resourceVersion !== before.resourceVersion;
    const replaced = after.uid && after.uid !== before.uid;
    if (stale || replaced) {
      throw conflict(
        resourceTypes[resource],
        before.name,
        stale ? CONFLICT : `the UID does not match that of ${storeKey(before)}`,
      );
    }
  }

  private refuse(
    resource: ResourceName,
    name: string,
    problems: readonly FieldProblem[],
  ): void {
    if (problems.length) {
      throw invalid(resourceTypes[resource], name, problems);
    }
  }
}
