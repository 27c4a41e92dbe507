import { KubeConfig } from '@kubernetes/client-node';

/** With what a cluster can be asked, or why it cannot be. */
export type ClusterAccess =
  | { readonly usable: true; readonly kubeConfig: KubeConfig }
  | {
      readonly usable: false;
      readonly state: 'forbidden' | 'broken';
      readonly message: string;
    };

/** A cluster as the configuration or a module names it, before anything is sent to it. */
export interface ClusterDefinition {
  readonly name: string;
  readonly title: string;
  /** Where it is named, for messages. */
  readonly origin: string;
  readonly prometheusUrl?: string;
  /** Read one by one where all of them together may not be. */
  readonly namespaces?: readonly string[];
  readonly access: ClusterAccess;
}
