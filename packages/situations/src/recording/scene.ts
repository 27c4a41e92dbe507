import { ApiClient, RefusedError } from '../cluster/apiClient';
import {
  collectionPath,
  Kind,
  KubernetesObject,
  Manifest,
} from '../cluster/kubernetesObject';
import { SET } from '../situation';

const POD: Kind = { apiVersion: 'v1', kind: 'Pod' };
const STATEFUL_SET: Kind = { apiVersion: 'apps/v1', kind: 'StatefulSet' };

/** A namespace of a cluster and what can be done in it. */
export class Scene {
  constructor(
    readonly client: ApiClient,
    readonly namespace: string,
  ) {}

  /** Names of cluster scope begin with this, so that situations share nothing. */
  private path(kind: Kind, name?: string, subresource?: string): string {
    return [collectionPath(kind, this.namespace), name, subresource]
      .filter(part => part !== undefined)
      .join('/');
  }

  async create(manifest: Manifest): Promise<KubernetesObject> {
    const created = await this.client.call({
      method: 'POST',
      path: this.path(manifest),
      body: manifest,
    });
    // An API server answers a creation with the object.
    return created as KubernetesObject;
  }

  async patch(kind: Kind, name: string, body: object): Promise<void> {
    await this.client.call({
      method: 'PATCH',
      path: this.path(kind, name),
      body,
    });
  }

  async patchStatus(kind: Kind, name: string, status: object): Promise<void> {
    await this.client.call({
      method: 'PATCH',
      path: this.path(kind, name, 'status'),
      body: { status },
    });
  }

  async delete(kind: Kind, name: string, options: object = {}): Promise<void> {
    await this.client.call({
      method: 'DELETE',
      path: this.path(kind, name),
      body: options,
    });
  }

  async deleteIfPresent(kind: Kind, name: string): Promise<void> {
    try {
      await this.delete(kind, name);
    } catch (error) {
      if (!(error instanceof RefusedError && error.code === 404)) {
        throw error;
      }
    }
  }

  patchSet(spec: object): Promise<void> {
    return this.patch(STATEFUL_SET, SET, { spec });
  }

  deletePod(ordinal: number, options?: object): Promise<void> {
    return this.delete(POD, `${SET}-${ordinal}`, options);
  }

  annotatePod(
    ordinal: number,
    annotations: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    return this.patch(POD, `${SET}-${ordinal}`, { metadata: { annotations } });
  }
}
