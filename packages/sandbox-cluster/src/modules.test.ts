import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  ClusterSource,
  clusterSourceExtensionPoint,
} from 'backstage-plugin-stateful-services-node';
import { sandboxClusterSourceModule } from './clusterSource';
import { sandboxScaffolderModule } from './scaffolder';

// Far more than it takes, for machines that are busy with other things.
jest.setTimeout(60_000);

describe('the modules for the backend', () => {
  const start = async (enabled: boolean) => {
    const sources: ClusterSource[] = [];
    const actions: string[] = [];
    const plugins = [
      createBackendPlugin({
        pluginId: 'stateful-services',
        register(reg) {
          reg.registerExtensionPoint(clusterSourceExtensionPoint, {
            addClusterSource: source => sources.push(source),
          });
          reg.registerInit({ deps: {}, init: async () => {} });
        },
      }),
      createBackendPlugin({
        pluginId: 'scaffolder',
        register(reg) {
          reg.registerExtensionPoint(scaffolderActionsExtensionPoint, {
            addActions: (...added) =>
              actions.push(...added.map(({ id }) => id)),
          });
          reg.registerInit({ deps: {}, init: async () => {} });
        },
      }),
    ];
    const backend = await startTestBackend({
      features: [
        ...plugins,
        sandboxClusterSourceModule,
        sandboxScaffolderModule,
        mockServices.rootConfig.factory({
          data: { sandboxCluster: { enabled } },
        }),
      ],
    });
    const clusters = await Promise.all(
      sources.map(source => source.listClusters()),
    );
    return { backend, actions, clusters: clusters.flat() };
  };

  it('add the clusters and the action, and stop the clusters with the backend', async () => {
    const { backend, actions, clusters } = await start(true);
    expect(actions).toEqual(['sandbox:objects:apply']);
    expect(clusters.map(({ name }) => name)).toEqual([
      'sandbox',
      'sandbox-west',
      'sandbox-lost',
    ]);
    const url = /server: (\S+)/.exec(clusters[0]?.kubeconfig ?? '')?.[1];
    await expect(fetch(`${url}/readyz`)).resolves.toMatchObject({
      status: 200,
    });
    await backend.stop();
    await expect(fetch(`${url}/readyz`)).rejects.toThrow();
  });

  it('add no cluster when the sandbox is turned off', async () => {
    const { backend, actions, clusters } = await start(false);
    expect(actions).toEqual(['sandbox:objects:apply']);
    expect(clusters).toEqual([]);
    await backend.stop();
  });
});
