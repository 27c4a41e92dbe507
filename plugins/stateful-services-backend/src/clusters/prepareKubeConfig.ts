import { KubeConfig } from '@kubernetes/client-node';
import { Authenticator } from './cloudCredentials';
import { ClusterAccess } from './clusterDefinition';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function broken(message: string): ClusterAccess {
  return { usable: false, state: 'broken', message };
}

/**
 * Checks that the current context of a kubeconfig leads somewhere, and evens out what client-node treats oddly: without a
 * user it drops the certificate authority too, and plain HTTP it refuses even on loopback, where `kubectl proxy` speaks it.
 *
 * @param authenticator - gives the user its credentials, in place of those in the kubeconfig.
 */
export function prepareKubeConfig(
  kubeConfig: KubeConfig,
  authenticator?: Authenticator,
): ClusterAccess {
  const contextName = kubeConfig.getCurrentContext();
  const context = kubeConfig.getContextObject(contextName);
  if (!context) {
    return broken(`The context "${contextName}" is not in the kubeconfig`);
  }
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster) {
    return broken(
      `The context "${contextName}" names the cluster "${context.cluster}", which is not in the kubeconfig`,
    );
  }
  if (!URL.canParse(cluster.server)) {
    return broken(`The address of the cluster "${cluster.name}" is no URL`);
  }
  const user = kubeConfig.getCurrentUser();
  if (!user && context.user) {
    return broken(
      `The context "${contextName}" names the user "${context.user}", which is not in the kubeconfig`,
    );
  }
  const { protocol, hostname } = new URL(cluster.server);
  if (
    protocol === 'http:' &&
    !LOOPBACK.test(hostname) &&
    !cluster.skipTLSVerify
  ) {
    return broken(
      `The address of the cluster "${cluster.name}" is plain HTTP, which would send the credentials in the open; use https, or set insecure-skip-tls-verify (skipTLSVerify) if that is meant`,
    );
  }
  const prepared = new KubeConfig();
  prepared.loadFromClusterAndUser(
    {
      ...cluster,
      skipTLSVerify: cluster.skipTLSVerify || protocol === 'http:',
    },
    user ?? { name: 'anonymous' },
  );
  if (authenticator) {
    prepared.addAuthenticator(authenticator);
  }
  return { usable: true, kubeConfig: prepared };
}
