import { ObjectDraft } from './kinds/metadata';
import { findResourceType } from './kinds/resources';
import { ApiError } from './registry/apiError';
import { ObjectRegistry } from './registry/objectRegistry';
import { SandboxControls } from './sandboxControls';
import { Clock } from './store/clock';
import { ObjectKey, ObjectStore } from './store/objectStore';

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

  /** Whether an object of the same kind, namespace and name is there. @throws ApiError for a kind that is not served. */
  has(draft: ObjectDraft): boolean {
    const { type, key } = this.identify(draft);
    return this.store.get(type.name, key) !== undefined;
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
