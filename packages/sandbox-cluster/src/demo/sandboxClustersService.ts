import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { DemoClusters } from './demoClusters';

/** The clusters of the demo, or word that the configuration turned them off. */
export type SandboxClusters =
  | { readonly enabled: true; readonly clusters: DemoClusters }
  | { readonly enabled: false };

/** Started once in a backend, whoever asks first, and stopped with it. */
export const sandboxClustersServiceRef = createServiceRef<SandboxClusters>({
  id: 'sandbox-cluster.clusters',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      async factory({ config, logger, lifecycle }): Promise<SandboxClusters> {
        if (config.getOptionalBoolean('sandboxCluster.enabled') === false) {
          return { enabled: false };
        }
        const clusters = await DemoClusters.start({
          scenarios: resolvePackagePath(
            'sandbox-cluster',
            '../../examples/scenarios',
          ),
          onError: error =>
            logger.error('The sandbox has a defect', Object(error)),
        });
        lifecycle.addShutdownHook(() => clusters.close());
        const names = clusters.connections().map(({ name }) => name);
        logger.info(`Sandbox clusters are up: ${names.join(', ')}`);
        return { enabled: true, clusters };
      },
    }),
});
