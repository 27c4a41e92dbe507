import { Config } from '@backstage/config';
import { KubeConfig } from '@kubernetes/client-node';
import { UnwatchedClusters } from 'backstage-plugin-stateful-services-common';
import { ClusterAccess, ClusterDefinition } from './clusterDefinition';
import { prepareKubeConfig } from './prepareKubeConfig';

const LOCATORS = 'kubernetes.clusterLocatorMethods';

/** Where `kubectl proxy` listens, and the name that the Kubernetes plugin gives it. */
const LOCAL_PROXY = { name: 'local', url: 'http://localhost:8001' };

const AUTH_PROVIDER_METADATA = 'kubernetes.io/auth-provider';

function inClusterAccess(): ClusterAccess {
  const { KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT } = process.env;
  if (!KUBERNETES_SERVICE_HOST || !KUBERNETES_SERVICE_PORT) {
    return {
      usable: false,
      state: 'forbidden',
      message:
        'No serviceAccountToken is set, and the backend does not run in a pod whose service account it could use instead',
    };
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  return prepareKubeConfig(kubeConfig);
}

function serviceAccountAccess(cluster: Config): ClusterAccess {
  const token =
    cluster.getOptionalString('serviceAccountToken') ??
    cluster.getOptionalString('authMetadata.serviceAccountToken');
  if (!token) {
    return inClusterAccess();
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    {
      name: cluster.getString('name'),
      server: cluster.getString('url'),
      skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
      caData: cluster.getOptionalString('caData'),
      caFile: cluster.getOptionalString('caFile'),
    },
    { name: 'service-account', token },
  );
  return prepareKubeConfig(kubeConfig);
}

function anonymousAccess(server: string): ClusterAccess {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    { name: 'proxy', server, skipTLSVerify: false },
    { name: 'anonymous' },
  );
  return prepareKubeConfig(kubeConfig);
}

function readClusterAccess(cluster: Config): ClusterAccess {
  // Auth provider names hold dots, so the block is read as a value and not by path.
  const metadata = cluster.getOptional('authMetadata');
  const fromMetadata =
    typeof metadata === 'object' && metadata !== null
      ? new Map<string, unknown>(Object.entries(metadata)).get(
          AUTH_PROVIDER_METADATA,
        )
      : undefined;
  const authProvider =
    typeof fromMetadata === 'string'
      ? fromMetadata
      : cluster.getString('authProvider');
  switch (authProvider) {
    case 'serviceAccount':
      return serviceAccountAccess(cluster);
    case 'localKubectlProxy':
      return anonymousAccess(cluster.getString('url'));
    default:
      return {
        usable: false,
        state: 'forbidden',
        message: `The auth provider "${authProvider}" cannot be used to watch a cluster in the background; set authProvider: serviceAccount for it, or name it in a kubeconfig under statefulServices.kubeconfig`,
      };
  }
}

/** Why the clusters of a locator are not watched, and how else they can be. */
function explainUnwatched(type: string): string {
  const instead =
    'name them under type config with a serviceAccountToken, or in a kubeconfig under statefulServices.kubeconfig';
  switch (type) {
    case 'catalog':
      return `Clusters that the catalog names come without credentials for a watch in the background; ${instead}`;
    case 'gke':
      return `Clusters of Google Kubernetes Engine are found with the client of Google, which is not part of this plugin; ${instead}, with the exec plugin of Google as its user`;
    default:
      return `Clusters of type ${type} are known to the Kubernetes plugin only; ${instead}`;
  }
}

/** Clusters that are configured for the Kubernetes plugin, and locators whose clusters are not watched. */
export function readKubernetesPluginClusters(config: Config): {
  readonly clusters: readonly ClusterDefinition[];
  readonly unwatched: readonly UnwatchedClusters[];
} {
  const clusters: ClusterDefinition[] = [];
  const unwatched: UnwatchedClusters[] = [];
  const locators = config.getOptionalConfigArray(LOCATORS) ?? [];
  locators.forEach((locator, index) => {
    const origin = `${LOCATORS}[${index}]`;
    const type = locator.getString('type');
    if (type === 'config') {
      locator.getConfigArray('clusters').forEach((cluster, position) => {
        const name = cluster.getString('name');
        clusters.push({
          name,
          title: cluster.getOptionalString('title') ?? name,
          origin: `${origin}.clusters[${position}]`,
          access: readClusterAccess(cluster),
        });
      });
    } else if (type === 'localKubectlProxy') {
      clusters.push({
        name: LOCAL_PROXY.name,
        title: LOCAL_PROXY.name,
        origin,
        access: anonymousAccess(LOCAL_PROXY.url),
      });
    } else {
      unwatched.push({ origin, message: explainUnwatched(type) });
    }
  });
  return { clusters, unwatched };
}
