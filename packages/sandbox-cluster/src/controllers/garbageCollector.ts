import { KubernetesObject } from '../kinds/metadata';
import { ResourceName, resourceTypes } from '../kinds/resources';
import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from '../registry/deletion';
import { Change, storeKey } from '../store/objectStore';
import { ControlContext, Controller } from './controller';
import { objectKeyOf } from './objectKeyOf';

const RESOURCES: readonly ResourceName[] = Object.values(resourceTypes).map(
  ({ name }) => name,
);

/** Removes objects whose owners are gone, or cuts them loose when the owner was deleted with Orphan. */
export class GarbageCollector implements Controller {
  readonly name = 'garbage collector';

  constructor(private readonly context: ControlContext) {}

  concerns({ resource, object, after }: Change): readonly string[] {
    const keys = object.metadata.ownerReferences?.length
      ? [`${resource}|${storeKey(object.metadata)}`]
      : [];
    if (after && !after.metadata.deletionTimestamp) {
      return keys;
    }
    const dependents = this.dependentsOf(object.metadata.uid).map(
      ([name, dependent]) => `${name}|${storeKey(dependent.metadata)}`,
    );
    return [
      ...keys,
      ...dependents,
      ...this.ownersOf(object),
      `${resource}|${storeKey(object.metadata)}`,
    ];
  }

  /** An owner that goes last waits for its dependents, so it is looked at when one has gone. */
  private ownersOf({ metadata }: KubernetesObject): readonly string[] {
    return (metadata.ownerReferences ?? []).flatMap(({ kind, name }) => {
      const type = Object.values(resourceTypes).find(
        candidate => candidate.kind === kind,
      );
      const namespace = type?.namespaced ? metadata.namespace : undefined;
      return type
        ? `${type.name}|${storeKey({ name, ...(namespace && { namespace }) })}`
        : [];
    });
  }

  reconcile(id: string): undefined {
    const [name = '', key = ''] = id.split('|');
    const resource = RESOURCES.find(candidate => candidate === name);
    const object =
      resource && this.context.store.get(resource, objectKeyOf(key));
    if (!resource || !object) {
      return;
    }
    if (object.metadata.deletionTimestamp) {
      this.releaseOwner(resource, object);
    } else {
      this.collect(resource, object);
    }
  }

  private dependentsOf(uid: string) {
    return RESOURCES.flatMap(resource =>
      this.context.store
        .list(resource)
        .filter(({ metadata }) =>
          metadata.ownerReferences?.some(owner => owner.uid === uid),
        )
        .map(object => [resource, object] as const),
    );
  }

  /** Does what the finalizers of a deleted owner ask for, then takes them off. */
  private releaseOwner(resource: ResourceName, owner: KubernetesObject): void {
    const finalizers = owner.metadata.finalizers ?? [];
    const dependents = this.dependentsOf(owner.metadata.uid);
    if (finalizers.includes(ORPHAN_FINALIZER)) {
      for (const [name, dependent] of dependents) {
        this.dropOwners(name, dependent, uid => uid === owner.metadata.uid);
      }
    } else if (!finalizers.includes(FOREGROUND_FINALIZER)) {
      return;
    } else if (dependents.length) {
      for (const [name, dependent] of dependents) {
        if (!dependent.metadata.deletionTimestamp) {
          this.context.registry.delete(name, dependent.metadata);
        }
      }
      return;
    }
    this.context.registry.update(resource, {
      ...owner,
      metadata: {
        ...owner.metadata,
        finalizers: finalizers.filter(
          name => name !== ORPHAN_FINALIZER && name !== FOREGROUND_FINALIZER,
        ),
      },
    });
  }

  private collect(resource: ResourceName, object: KubernetesObject): void {
    const owners = object.metadata.ownerReferences ?? [];
    const absent = owners.filter(
      owner => !this.exists(owner.kind, owner.name, owner.uid, object),
    );
    if (!absent.length) {
      return;
    }
    if (absent.length === owners.length) {
      this.context.registry.delete(resource, object.metadata, {
        propagationPolicy: 'Background',
      });
    } else {
      const gone = absent.map(({ uid }) => uid);
      this.dropOwners(resource, object, uid => gone.includes(uid));
    }
  }

  private exists(
    kind: string,
    name: string,
    uid: string,
    dependent: KubernetesObject,
  ): boolean {
    const type = Object.values(resourceTypes).find(
      candidate => candidate.kind === kind,
    );
    // An owner of a kind that is not served cannot be looked up, so its dependents stay.
    return (
      !type ||
      this.context.store.get(type.name, {
        name,
        ...(type.namespaced && { namespace: dependent.metadata.namespace }),
      })?.metadata.uid === uid
    );
  }

  private dropOwners(
    resource: ResourceName,
    object: KubernetesObject,
    drop: (uid: string) => boolean,
  ): void {
    const kept = object.metadata.ownerReferences?.filter(
      ({ uid }) => !drop(uid),
    );
    this.context.registry.update(resource, {
      ...object,
      metadata: {
        ...object.metadata,
        ownerReferences: kept?.length ? kept : undefined,
      },
    });
  }
}
