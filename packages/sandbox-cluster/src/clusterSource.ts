import { createBackendModule } from '@backstage/backend-plugin-api';
import { clusterSourceExtensionPoint } from 'backstage-plugin-stateful-services-node';
import { sandboxClustersServiceRef } from './demo/sandboxClustersService';

/** Shows the clusters of the demo in the stateful-services plugin. */
export const sandboxClusterSourceModule = createBackendModule({
  pluginId: 'stateful-services',
  moduleId: 'sandbox-cluster-source',
  register(reg) {
    reg.registerInit({
      deps: {
        clusterSources: clusterSourceExtensionPoint,
        sandbox: sandboxClustersServiceRef,
      },
      async init({ clusterSources, sandbox }) {
        clusterSources.addClusterSource({
          listClusters: async () =>
            sandbox.enabled ? sandbox.clusters.connections() : [],
        });
      },
    });
  },
});

export default sandboxClusterSourceModule;
