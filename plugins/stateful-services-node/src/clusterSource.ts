import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * A cluster to watch, and the credentials to watch it with. Never sent to a browser.
 *
 * @public
 */
export interface ClusterConnection {
  /** Unique; the name that `backstage.io/kubernetes-cluster` refers to. */
  readonly name: string;
  readonly title?: string;
  /** A kubeconfig document (YAML) whose current context reaches the cluster. */
  readonly kubeconfig: string;
  /** Base URL of a Prometheus HTTP API that knows the kubelet's volume metrics. */
  readonly prometheusUrl?: string;
}

/**
 * Tells where clusters are, once, when the backend starts.
 *
 * @public
 */
export interface ClusterSource {
  /** Rejects with an Error that names what was tried when the clusters cannot be told. */
  listClusters(): Promise<readonly ClusterConnection[]>;
}

/**
 * Where a module hands in its source.
 *
 * @public
 */
export interface ClusterSourceExtensionPoint {
  addClusterSource(source: ClusterSource): void;
}

/**
 * Lets a module name clusters besides those of the configuration.
 *
 * @public
 */
export const clusterSourceExtensionPoint =
  createExtensionPoint<ClusterSourceExtensionPoint>({
    id: 'stateful-services.cluster-source',
  });
