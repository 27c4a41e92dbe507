import { JsonObject } from '@backstage/types';
import { RepositoryFile } from '../blueprint/blueprint';

/** Everything that a request leads to, before anything is written. */
export interface Plan {
  /** Sorted by path; no path occurs twice. */
  readonly files: readonly RepositoryFile[];
  /**
   * StatefulSets, Services and PodDisruptionBudgets that the chart will create for the requested environment.
   *
   * @remarks Each states a part of the rendered object, never something that differs from it.
   */
  readonly objects: readonly KubernetesObject[];
  /** What a person must still decide or set, one sentence each. */
  readonly warnings: readonly string[];
}

export interface KubernetesObject extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; labels: JsonObject };
  spec: JsonObject;
}
