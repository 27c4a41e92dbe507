import { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import {
  CloudCredentials,
  CloudProvider,
  isCloudProvider,
} from './cloudCredentials';
import { ClusterAccess } from './clusterDefinition';
import { AUTH_PROVIDER, LocatedCluster } from './locatedCluster';
import { prepareKubeConfig } from './prepareKubeConfig';

function forbidden(message: string): ClusterAccess {
  return { usable: false, state: 'forbidden', message };
}

/** A kubeconfig with one cluster and one user. */
function kubeConfigOf(
  { name, url, skipTLSVerify, caData, caFile }: LocatedCluster,
  user: User,
): KubeConfig {
  const cluster: Cluster = { name, server: url, skipTLSVerify, caData, caFile };
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(cluster, user);
  return kubeConfig;
}

function inClusterAccess(): ClusterAccess {
  const { KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT } = process.env;
  if (!KUBERNETES_SERVICE_HOST || !KUBERNETES_SERVICE_PORT) {
    return forbidden(
      'No serviceAccountToken is set, and the backend does not run in a pod whose service account it could use instead',
    );
  }
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromCluster();
  return prepareKubeConfig(kubeConfig);
}

async function cloudAccess(
  cluster: LocatedCluster,
  provider: CloudProvider,
  credentials: CloudCredentials,
): Promise<ClusterAccess> {
  try {
    return prepareKubeConfig(
      kubeConfigOf(cluster, { name: provider }),
      await credentials.authenticatorFor(cluster, provider),
    );
  } catch {
    return forbidden(
      `The auth provider "${provider}" is part of @backstage/plugin-kubernetes-backend, which could not be loaded; install it in the backend, or name the cluster in a kubeconfig under statefulServices.kubeconfig`,
    );
  }
}

/** With what a cluster that a locator of the Kubernetes plugin has found can be watched when nobody is signed in. */
export async function accessInBackground(
  cluster: LocatedCluster,
  credentials: CloudCredentials,
): Promise<ClusterAccess> {
  const provider = cluster.authMetadata[AUTH_PROVIDER] ?? '';
  const token = cluster.authMetadata.serviceAccountToken;
  if (provider === 'serviceAccount') {
    return token
      ? prepareKubeConfig(
          kubeConfigOf(cluster, { name: 'service-account', token }),
        )
      : inClusterAccess();
  }
  if (provider === 'localKubectlProxy') {
    return prepareKubeConfig(kubeConfigOf(cluster, { name: 'anonymous' }));
  }
  return isCloudProvider(provider)
    ? cloudAccess(cluster, provider, credentials)
    : forbidden(
        `The auth provider "${provider}" cannot be used to watch a cluster in the background, as it takes the credentials of a person; set one that does not (serviceAccount, aws, azure, googleServiceAccount), or name the cluster in a kubeconfig under statefulServices.kubeconfig`,
      );
}
