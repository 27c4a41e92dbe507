import { parseQuantity } from '../kinds/quantity';
import { KubernetesObject } from '../kinds/metadata';
import { PersistentVolumeClaim } from '../kinds/persistentVolumeClaim';
import {
  ResourceName,
  ResourceObjects,
  resourceTypes,
} from '../kinds/resources';
import { ObjectStore } from '../store/objectStore';
import { badRequest, forbidden, invalid, notFound } from './apiError';

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** Name of the class that claims without one get, if there is one. */
export function defaultStorageClass(store: ObjectStore): string | undefined {
  return store
    .list('storageclasses')
    .find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true')
    ?.metadata.name;
}

function admitNamespaced(
  store: ObjectStore,
  resource: ResourceName,
  object: KubernetesObject,
): void {
  const type = resourceTypes[resource];
  const { namespace, name } = object.metadata;
  if (!namespace) {
    throw badRequest(
      `an empty namespace may not be set when a resource name is provided: ${type.kind} "${name}"`,
    );
  }
  const existing = store.get('namespaces', { name: namespace });
  if (!existing) {
    throw notFound(resourceTypes.namespaces, namespace);
  }
  if (existing.metadata.deletionTimestamp) {
    throw forbidden(
      type,
      name,
      `unable to create new content in namespace ${namespace} because it is being terminated`,
    );
  }
}

/** Refuses a new object whose namespace is missing or going. */
export function admitNew<TName extends ResourceName>(
  store: ObjectStore,
  resource: TName,
  object: ResourceObjects[TName],
): void {
  if (resourceTypes[resource].namespaced) {
    admitNamespaced(store, resource, object);
  }
}

function admitClaimChange(
  store: ObjectStore,
  before: PersistentVolumeClaim,
  after: PersistentVolumeClaim,
): void {
  const type = resourceTypes.persistentvolumeclaims;
  const { name } = after.metadata;
  const had = parseQuantity(before.spec.resources.requests.storage) ?? 0;
  const wants = parseQuantity(after.spec.resources.requests.storage) ?? 0;
  if (wants < had && before.status?.phase === 'Bound') {
    throw invalid(type, name, [
      {
        field: 'spec.resources.requests.storage',
        message: 'Forbidden: field can not be less than status.capacity',
      },
    ]);
  }
  if (wants > had) {
    const storageClass = store.get('storageclasses', {
      name: after.spec.storageClassName ?? '',
    });
    if (!storageClass?.allowVolumeExpansion) {
      throw forbidden(
        type,
        name,
        'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
      );
    }
  }
}

/** Refuses a change that the cluster as a whole does not allow, such as growing a claim whose class forbids it. */
export function admitChange<TName extends ResourceName>(
  store: ObjectStore,
  resource: TName,
  before: ResourceObjects[TName],
  after: ResourceObjects[TName],
): void {
  const checks: {
    readonly [Name in ResourceName]?: (
      before: ResourceObjects[Name],
      after: ResourceObjects[Name],
    ) => void;
  } = {
    persistentvolumeclaims: (old, claim) => admitClaimChange(store, old, claim),
  };
  checks[resource]?.(before, after);
}
