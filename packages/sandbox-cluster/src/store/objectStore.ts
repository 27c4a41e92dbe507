import { KubernetesObject } from '../kinds/metadata';
import { ResourceName, ResourceObjects } from '../kinds/resources';

export interface ObjectKey {
  /** Absent for objects of cluster scope. */
  readonly namespace?: string;
  readonly name: string;
}

/** One write. `before` is absent when it created the object, `after` when it removed it. */
export interface Change {
  readonly resource: ResourceName;
  readonly version: number;
  readonly before?: KubernetesObject;
  readonly after?: KubernetesObject;
  /** The object as the change left it; of a removal, its last state at the version of the removal. */
  readonly object: KubernetesObject;
}

/** Below this version there is no history, as on an API server whose log was compacted. */
const FIRST_VERSION = 1000;
/** Older changes are dropped, so a watch that was away for longer has to list again. */
const KEPT_CHANGES = 1000;

export function storeKey({ namespace, name }: ObjectKey): string {
  return namespace ? `${namespace}/${name}` : name;
}

function withVersion<TObject extends KubernetesObject>(
  object: TObject,
  version: number,
): TObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(version) },
  };
}

/**
 * All objects of a cluster, their versions, and the log of what changed.
 *
 * @remarks One version counter serves all resources, as in etcd. Objects are replaced, never changed, so the log, a
 * snapshot and a reader may share them.
 */
export class ObjectStore {
  private readonly objects = new Map<
    ResourceName,
    Map<string, KubernetesObject>
  >();
  private readonly listeners = new Set<(change: Change) => void>();
  private log: Change[] = [];
  private currentVersion = FIRST_VERSION;
  private compactedVersion = FIRST_VERSION;

  get version(): number {
    return this.currentVersion;
  }

  /** Changes up to this version are forgotten. */
  get compactedAt(): number {
    return this.compactedVersion;
  }

  get<TName extends ResourceName>(
    resource: TName,
    key: ObjectKey,
  ): ResourceObjects[TName] | undefined {
    return this.read(resource).get(storeKey(key));
  }

  /** In the order of namespace and name. */
  list<TName extends ResourceName>(
    resource: TName,
    namespace?: string,
  ): readonly ResourceObjects[TName][] {
    return sorted([...this.read(resource).values()], namespace);
  }

  /** Puts a new object or a new state of one; its version is assigned here. */
  put<TName extends ResourceName>(
    resource: TName,
    object: ResourceObjects[TName],
  ): ResourceObjects[TName] {
    this.currentVersion += 1;
    const after = withVersion(object, this.currentVersion);
    const before = this.read(resource).get(storeKey(object.metadata));
    this.read(resource).set(storeKey(object.metadata), after);
    this.record({
      resource,
      version: this.currentVersion,
      ...(before && { before }),
      after,
      object: after,
    });
    return after;
  }

  remove(resource: ResourceName, key: ObjectKey): void {
    const before = this.read(resource).get(storeKey(key));
    if (!before) {
      return;
    }
    this.currentVersion += 1;
    this.read(resource).delete(storeKey(key));
    this.record({
      resource,
      version: this.currentVersion,
      before,
      object: withVersion(before, this.currentVersion),
    });
  }

  /** Calls back after every change until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What changed after a version, oldest first; undefined when that is no longer known. */
  changesSince(version: number): readonly Change[] | undefined {
    if (version < this.compactedVersion) {
      return undefined;
    }
    return this.log.filter(change => change.version > version);
  }

  /** The objects as they were at a version; undefined when that is no longer known. */
  listAt(
    resource: ResourceName,
    version: number,
    namespace?: string,
  ): readonly KubernetesObject[] | undefined {
    const changes = this.changesSince(version);
    if (!changes) {
      return undefined;
    }
    const state = new Map<string, KubernetesObject>(this.read(resource));
    for (const change of [...changes].reverse()) {
      if (change.resource === resource) {
        const key = storeKey(change.object.metadata);
        if (change.before) {
          state.set(key, change.before);
        } else {
          state.delete(key);
        }
      }
    }
    return sorted([...state.values()], namespace);
  }

  /** Forgets the log, so that every older version is gone. */
  compact(): void {
    this.log = [];
    this.compactedVersion = this.currentVersion;
  }

  private read<TName extends ResourceName>(
    resource: TName,
  ): Map<string, ResourceObjects[TName]> {
    const existing = this.objects.get(resource);
    const objects = existing ?? new Map<string, KubernetesObject>();
    if (!existing) {
      this.objects.set(resource, objects);
    }
    // `put` is the only writer and takes the type of the resource, which a Map of Maps cannot express.
    return objects as Map<string, ResourceObjects[TName]>;
  }

  private record(change: Change): void {
    this.log.push(change);
    if (this.log.length > 2 * KEPT_CHANGES) {
      this.log = this.log.slice(-KEPT_CHANGES);
      this.compactedVersion = (this.log[0]?.version ?? this.currentVersion) - 1;
    }
    for (const listener of [...this.listeners]) {
      listener(change);
    }
  }
}

function sorted<TObject extends KubernetesObject>(
  objects: readonly TObject[],
  namespace?: string,
): readonly TObject[] {
  return objects
    .filter(object => !namespace || object.metadata.namespace === namespace)
    .map(object => ({ object, key: storeKey(object.metadata) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ object }) => object);
}
