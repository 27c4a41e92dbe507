import { KubernetesObject, ObjectDraft } from './kinds/metadata';
import { findResourceType, ResourceName } from './kinds/resources';
import { alreadyExists, ApiError, badRequest } from './registry/apiError';
import { ObjectRegistry } from './registry/objectRegistry';
import { SandboxControls } from './sandboxControls';
import { Clock } from './store/clock';
import { ObjectKey, ObjectStore, storeKey } from './store/objectStore';

interface SandboxClusterParts {
  readonly name: string;
  readonly url: string;
  readonly kubeconfig: string;
  readonly kubectlConfig: string;
  readonly registry: ObjectRegistry;
  readonly clock: Clock;
  readonly controls: SandboxControls;
  readonly close: () => Promise<void>;
}

/** A running sandbox cluster. */
export class SandboxCluster {
  constructor(private readonly parts: SandboxClusterParts) {}

  get name(): string {
    return this.parts.name;
  }

  /** Base URL of the Kubernetes API. */
  get url(): string {
    return this.parts.url;
  }

  /** A kubeconfig document (YAML) whose user may do everything that was not denied. */
  get kubeconfig(): string {
    return this.parts.kubeconfig;
  }

  /** The same for kubectl, which sends no token over plain HTTP: here it is part of the address. */
  get kubectlConfig(): string {
    return this.parts.kubectlConfig;
  }

  /** Base URL of a Prometheus HTTP API that knows how full the volumes are. */
  get prometheusUrl(): string {
    return `${this.parts.url}/prometheus`;
  }

  /** What a kubelet, a node or a disk is made to do. */
  get controls(): SandboxControls {
    return this.parts.controls;
  }

  /** The objects, to look at and to wait for; everything in it was written through `apply` or the API. */
  get store(): ObjectStore {
    return this.parts.registry.store;
  }

  /** Creates or updates objects as `kubectl apply` does, without the pruning of fields. @throws ApiError */
  apply(objects: readonly ObjectDraft[]): void {
    for (const draft of objects) {
      const { type, key } = this.identify(draft);
      const before = this.store.get(type.name, key);
      if (before) {
        const after: unknown = {
          ...draft,
          metadata: { ...before.metadata, ...draft.metadata },
        };
        // The registry parses what it is given before it stores it.
        this.parts.registry.update(type.name, after as never);
      } else {
        this.parts.registry.create(type.name, draft);
      }
    }
  }

  /** The object of the same kind, namespace and name, if there is one. @throws ApiError for a kind that is not served. */
  find(draft: ObjectDraft): KubernetesObject | undefined {
    const { type, key } = this.identify(draft);
    return this.store.get(type.name, key);
  }

  /** @throws ApiError (404) when there is no such object. */
  delete(resource: ResourceName, key: ObjectKey): void {
    this.parts.registry.delete(resource, key);
  }

  /**
   * Creates objects and the namespaces that they need: all of them, or none when one is refused.
   *
   * @throws ApiError that names the object: it exists already, is invalid, or is of a kind that is not served.
   */
  createAll(objects: readonly ObjectDraft[]): void {
    const { registry } = this.parts;
    const identified = objects.map(draft => ({
      draft,
      ...this.identify(draft),
    }));
    const taken = identified.find(
      ({ type, key }) =>
        type.name !== 'namespaces' && this.store.get(type.name, key),
    );
    const twice = identified.find(
      ({ type, key }, index) =>
        index !==
        identified.findIndex(
          other => other.type === type && storeKey(other.key) === storeKey(key),
        ),
    );
    if (twice) {
      throw badRequest(
        `${twice.type.kind} "${twice.key.name}" is listed twice`,
      );
    }
    if (taken) {
      throw alreadyExists(taken.type, taken.key.name);
    }
    const namespaces = new Set(
      identified.flatMap(({ type, key }) =>
        type.name === 'namespaces' ? key.name : (key.namespace ?? []),
      ),
    );
    const missing = [...namespaces].filter(
      name => !this.store.get('namespaces', { name }),
    );
    const rest = identified.filter(({ type }) => type.name !== 'namespaces');
    // Controllers take their turns later, so nobody acts on a namespace that is taken back here.
    missing.forEach(name =>
      registry.create('namespaces', { metadata: { name } }),
    );
    try {
      rest.forEach(({ type, draft }) => registry.prepareNew(type.name, draft));
    } catch (error) {
      missing.forEach(name => this.store.remove('namespaces', { name }));
      throw error;
    }
    rest.forEach(({ type, draft }) => registry.create(type.name, draft));
  }

  /** Ends the server, its watches and every timer. */
  async close(): Promise<void> {
    await this.parts.close();
  }

  private identify({ apiVersion, kind, metadata }: ObjectDraft) {
    const type = findResourceType(apiVersion, kind);
    if (!type) {
      throw new ApiError(
        404,
        'NotFound',
        `the sandbox serves no kind "${kind}" in version "${apiVersion}"`,
      );
    }
    const key: ObjectKey = {
      ...(type.namespaced && { namespace: metadata?.namespace }),
      name: metadata?.name ?? '',
    };
    return { type, key };
  }
}
