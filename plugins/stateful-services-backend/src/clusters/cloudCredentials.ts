import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { KubeConfig } from '@kubernetes/client-node';
import { RecentAnswers } from '../reports/recentAnswers';
import { LocatedCluster } from './locatedCluster';

/**
 * The auth providers of the Kubernetes plugin that ask the cloud in which the backend runs, and need nobody to be signed in.
 * `google`, `aks` and `oidc` take the token of the person who looks (`@backstage/plugin-kubernetes-backend` 0.21.11).
 */
const CLOUD_PROVIDERS = ['aws', 'azure', 'googleServiceAccount'] as const;

export type CloudProvider = (typeof CLOUD_PROVIDERS)[number];

export function isCloudProvider(provider: string): provider is CloudProvider {
  return CLOUD_PROVIDERS.some(known => known === provider);
}

/** What gives the users of a kubeconfig their credentials; client-node 2.0.1 does not export the type. */
export type Authenticator = Parameters<KubeConfig['addAuthenticator']>[0];

/** What the Kubernetes plugin has for each of its auth providers. */
interface Strategy {
  getCredential(
    cluster: LocatedCluster,
    auth: Record<string, never>,
  ): Promise<{ readonly type: string; readonly token?: string }>;
}

/**
 * Credentials of the cloud that the backend runs in, obtained by the classes that the Kubernetes plugin obtains them with.
 *
 * @remarks
 * They are loaded from `@backstage/plugin-kubernetes-backend` when the first such cluster is named: it brings the clients of
 * three clouds, which nobody else needs.
 */
export class CloudCredentials {
  readonly #strategies = new Map<CloudProvider, Promise<Strategy>>();

  constructor(
    private readonly options: {
      readonly config: Config;
      readonly logger: LoggerService;
      readonly now: () => number;
    },
  ) {}

  /** @throws Error when the Kubernetes plugin is not installed. */
  async authenticatorFor(
    cluster: LocatedCluster,
    provider: CloudProvider,
  ): Promise<Authenticator> {
    const known = this.#strategies.get(provider) ?? this.#create(provider);
    this.#strategies.set(provider, known);
    const strategy = await known;
    const tokens = new RecentAnswers<string>(this.options.now);
    return {
      isAuthProvider: () => true,
      async applyAuthentication(_user, request) {
        const token = await tokens.get(cluster.name, async () => {
          const credential = await strategy.getCredential(cluster, {});
          if (!credential.token) {
            throw new Error(`The auth provider "${provider}" gave no token`);
          }
          return credential.token;
        });
        request.headers = {
          ...request.headers,
          Authorization: `Bearer ${token}`,
        };
      },
    };
  }

  async #create(provider: CloudProvider): Promise<Strategy> {
    const { config, logger } = this.options;
    // The optional package is CommonJS, and so is this one.
    const strategies: typeof import('@backstage/plugin-kubernetes-backend') = require('@backstage/plugin-kubernetes-backend');
    switch (provider) {
      case 'aws':
        return new strategies.AwsIamStrategy({ config });
      case 'azure':
        return new strategies.AzureIdentityStrategy(logger);
      case 'googleServiceAccount':
        return new strategies.GoogleServiceAccountStrategy({ config });
      default:
        return provider satisfies never;
    }
  }
}
