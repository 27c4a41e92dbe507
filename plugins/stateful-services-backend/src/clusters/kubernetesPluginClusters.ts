import { Config } from '@backstage/config';
import { UnwatchedClusters } from 'backstage-plugin-stateful-services-common';
import { accessInBackground } from './backgroundAccess';
import { CatalogClusters, CatalogServices } from './catalogClusters';
import { ClusterDefinition } from './clusterDefinition';
import {
  AUTH_PROVIDER,
  AWS_ASSUME_ROLE,
  AWS_EXTERNAL_ID,
  LocatedCluster,
} from './locatedCluster';

const LOCATORS = 'kubernetes.clusterLocatorMethods';

/** Where `kubectl proxy` listens, and the name that the Kubernetes plugin gives it. */
const LOCAL_PROXY: LocatedCluster = {
  name: 'local',
  url: 'http://localhost:8001',
  skipTLSVerify: false,
  authMetadata: { [AUTH_PROVIDER]: 'localKubectlProxy' },
};

/** Keys of a cluster that stand for a key of its `authMetadata`. */
const AUTH_KEYS: Readonly<Record<string, string>> = {
  serviceAccountToken: 'serviceAccountToken',
  authProvider: AUTH_PROVIDER,
  assumeRole: AWS_ASSUME_ROLE,
  externalId: AWS_EXTERNAL_ID,
};

function readAuthMetadata(cluster: Config): LocatedCluster['authMetadata'] {
  const metadata: Record<string, string> = {};
  for (const [key, name] of Object.entries(AUTH_KEYS)) {
    const value = cluster.getOptionalString(key);
    if (value !== undefined) {
      metadata[name] = value;
    }
  }
  // Its keys hold dots, so the block is read as a value and not by path.
  const block = cluster.getOptional('authMetadata');
  for (const [name, value] of Object.entries(block ?? {})) {
    if (typeof value === 'string') {
      metadata[name] = value;
    }
  }
  if (!metadata[AUTH_PROVIDER]) {
    metadata[AUTH_PROVIDER] = cluster.getString('authProvider');
  }
  return metadata;
}

function readCluster(cluster: Config): LocatedCluster {
  return {
    name: cluster.getString('name'),
    title: cluster.getOptionalString('title'),
    url: cluster.getString('url'),
    authMetadata: readAuthMetadata(cluster),
    skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
    caData: cluster.getOptionalString('caData'),
    caFile: cluster.getOptionalString('caFile'),
  };
}

/** Why the clusters of a locator are not watched, and how else they can be. */
function explainUnwatched(type: string): string {
  const instead =
    'name them under type config or in the catalog with an auth provider that needs nobody to be signed in, or in a kubeconfig under statefulServices.kubeconfig';
  return type === 'gke'
    ? `Clusters of Google Kubernetes Engine are found with the client of Google, which is not part of this plugin; ${instead}. The auth provider googleServiceAccount has the credentials for them`
    : `Clusters of type ${type} are known to the Kubernetes plugin only; ${instead}`;
}

export interface KubernetesPluginClusters {
  readonly clusters: readonly ClusterDefinition[];
  /** Their clusters come and go. */
  readonly catalogs: readonly CatalogClusters[];
  /** Locators whose clusters are not watched. */
  readonly unwatched: readonly UnwatchedClusters[];
}

/** What is configured for the Kubernetes plugin. */
export async function readKubernetesPluginClusters(
  config: Config,
  services: CatalogServices,
): Promise<KubernetesPluginClusters> {
  const clusters: Promise<ClusterDefinition>[] = [];
  const catalogs: CatalogClusters[] = [];
  const unwatched: UnwatchedClusters[] = [];
  const define = async (located: LocatedCluster, origin: string) => ({
    name: located.name,
    title: located.title ?? located.name,
    origin,
    access: await accessInBackground(located, services.credentials),
  });
  const locators = config.getOptionalConfigArray(LOCATORS) ?? [];
  locators.forEach((locator, index) => {
    const origin = `${LOCATORS}[${index}]`;
    const type = locator.getString('type');
    if (type === 'config') {
      locator.getConfigArray('clusters').forEach((cluster, position) => {
        clusters.push(
          define(readCluster(cluster), `${origin}.clusters[${position}]`),
        );
      });
    } else if (type === 'localKubectlProxy') {
      clusters.push(define(LOCAL_PROXY, origin));
    } else if (type === 'catalog') {
      catalogs.push(new CatalogClusters(origin, locator, services));
    } else {
      unwatched.push({ origin, message: explainUnwatched(type) });
    }
  });
  return { clusters: await Promise.all(clusters), catalogs, unwatched };
}
