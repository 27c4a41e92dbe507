import { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { accessInBackground } from './backgroundAccess';
import { CloudCredentials } from './cloudCredentials';
import { ClusterAccess, ClusterDefinition } from './clusterDefinition';
import {
  API_SERVER,
  API_SERVER_CA,
  AUTH_PROVIDER,
  LocatedCluster,
  SKIP_TLS_VERIFY,
} from './locatedCluster';
import { mayBePublic } from './publicAddress';

/** What of an entity is read. */
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
];

export interface CatalogServices {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly credentials: CloudCredentials;
}

/** True of a host that one of the patterns names: `*.example.com` stands for all below `example.com`, and for itself. */
function isNamed(hostname: string, patterns: readonly string[]): boolean {
  return patterns
    .map(pattern => pattern.toLocaleLowerCase('en-US'))
    .some(pattern =>
      pattern.startsWith('*.')
        ? `.${hostname}`.endsWith(pattern.slice(1))
        : hostname === pattern,
    );
}

function broken(message: string): ClusterAccess {
  return { usable: false, state: 'broken', message };
}

/**
 * The clusters that the catalog holds: Resources of type `kubernetes-cluster` with the annotations of the Kubernetes plugin.
 *
 * @remarks
 * Reads them as `@backstage/plugin-kubernetes-backend` 0.21.11 does. Whoever may register an entity decides where credentials
 * are sent, so no entity is given those of the backend's own service account, one may name public addresses over HTTPS only,
 * and certificates are verified, unless the locator allows more.
 */
export class CatalogClusters {
  readonly #allowedHosts: readonly string[];
  readonly #allowsSkippingTls: boolean;

  constructor(
    /** Where it is configured. */
    readonly origin: string,
    locator: Config,
    private readonly services: CatalogServices,
  ) {
    this.#allowedHosts =
      locator.getOptionalStringArray('dangerouslyAllowClusterUrls') ?? [];
    this.#allowsSkippingTls =
      locator.getOptionalBoolean('dangerouslyAllowSkipTLSVerify') ?? false;
  }

  /** @throws Error when the catalog does not answer. */
  async listClusters(): Promise<readonly ClusterDefinition[]> {
    const { catalog, auth } = this.services;
    const pages = catalog.streamEntities(
      {
        filter: {
          kind: 'Resource',
          'spec.type': 'kubernetes-cluster',
          ...Object.fromEntries(
            [API_SERVER, API_SERVER_CA, AUTH_PROVIDER].map(annotation => [
              `metadata.annotations.${annotation}`,
              CATALOG_FILTER_EXISTS,
            ]),
          ),
        },
        fields: FIELDS,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const clusters: ClusterDefinition[] = [];
    for await (const page of pages) {
      for (const entity of page) {
        clusters.push(await this.#define(entity));
      }
    }
    return clusters;
  }

  async #define(entity: Entity): Promise<ClusterDefinition> {
    const cluster = this.#locate(entity);
    return {
      name: cluster.name,
      title: cluster.title ?? cluster.name,
      origin: `${this.origin}, ${stringifyEntityRef(entity)}`,
      revision: JSON.stringify(cluster),
      access: await this.#accessTo(cluster),
    };
  }

  #locate({ metadata }: Entity): LocatedCluster {
    const { name, title, annotations = {} } = metadata;
    return {
      name,
      title,
      url: annotations[API_SERVER] ?? '',
      caData: annotations[API_SERVER_CA],
      skipTLSVerify:
        this.#allowsSkippingTls && annotations[SKIP_TLS_VERIFY] === 'true',
      authMetadata: Object.fromEntries(
        Object.entries(annotations).filter(([key]) =>
          key.startsWith('kubernetes.io/'),
        ),
      ),
    };
  }

  async #accessTo(cluster: LocatedCluster): Promise<ClusterAccess> {
    if (cluster.authMetadata[AUTH_PROVIDER] === 'serviceAccount') {
      return {
        usable: false,
        state: 'forbidden',
        message:
          'The auth provider "serviceAccount" would send the token of the backend wherever an entity says; name the cluster under type config, or in a kubeconfig under statefulServices.kubeconfig',
      };
    }
    if (!URL.canParse(cluster.url)) {
      return broken('The address of the API server is no URL');
    }
    const { protocol, hostname, username, password } = new URL(cluster.url);
    if (username || password) {
      return broken('The address of the API server holds credentials');
    }
    const isAllowed = isNamed(hostname, this.#allowedHosts);
    if (!isAllowed && (protocol !== 'https:' || !mayBePublic(hostname))) {
      return broken(
        `The address of the API server is not public, or not https; allow ${hostname} under dangerouslyAllowClusterUrls of ${this.origin} if that is meant`,
      );
    }
    const access = await accessInBackground(cluster, this.services.credentials);
    return access.usable
      ? { ...access, onlyPublicAddresses: !isAllowed }
      : access;
  }
}
