import { KubeConfig } from '@kubernetes/client-node';

/** With what a cluster can be asked, or why it cannot be. */
export type ClusterAccess =
  | {
      readonly usable: true;
      readonly kubeConfig: KubeConfig;
      /** Refuses to connect to an address that is not public, whatever the name of the API server resolves to. */
      readonly onlyPublicAddresses?: boolean;
    }
  | {
      readonly usable: false;
      readonly state: 'forbidden' | 'broken';
      readonly message: string;
    };

/** A cluster as the configuration, a module or the catalog names it, before anything is sent to it. */
export interface ClusterDefinition {
  readonly name: string;
  readonly title: string;
  /** Where it is named, for messages. */
  readonly origin: string;
  readonly prometheusUrl?: string;
  /** Read one by one where all of them together may not be. */
  readonly namespaces?: readonly string[];
  readonly access: ClusterAccess;
  /** Differs when the cluster has to be watched anew; absent where that takes a restart. */
  readonly revision?: string;
}
