import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { diagnosticsSchema } from 'backstage-plugin-stateful-services-common';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { rawStatefulSet } from './__testUtils__/objects';
import { ScriptedApiServer } from './__testUtils__/scriptedApiServer';
import { statefulServicesPlugin } from './plugin';

jest.setTimeout(120_000);

/** The catalog is asked every ten seconds, and takes a while itself. */
const NOTICED_MS = 40_000;

const LOCATION = {
  'backstage.io/managed-by-location': 'url:https://example.com/clusters',
  'backstage.io/managed-by-origin-location': 'url:https://example.com/clusters',
};

function clusterEntity(name: string, server: ScriptedApiServer): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      annotations: {
        ...LOCATION,
        'kubernetes.io/api-server': server.url,
        'kubernetes.io/api-server-certificate-authority': '',
        'kubernetes.io/auth-provider': 'localKubectlProxy',
      },
    },
    spec: { type: 'kubernetes-cluster', owner: 'guests' },
  };
}

/** A catalog whose entities are those that were last put into it. */
function entities() {
  let connection: EntityProviderConnection | undefined;
  const module = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-entities',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider({
            getProviderName: () => 'test',
            connect: async given => {
              connection = given;
            },
          });
        },
      });
    },
  });
  return {
    module,
    replaceWith: (...all: readonly Entity[]) =>
      connection?.applyMutation({
        type: 'full',
        entities: all.map(entity => ({ entity, locationKey: 'test' })),
      }),
  };
}

let servers: readonly [ScriptedApiServer, ScriptedApiServer];

beforeEach(async () => {
  servers = [await ScriptedApiServer.start(), await ScriptedApiServer.start()];
  servers[0].put('statefulsets', rawStatefulSet('cart'));
});

afterEach(() => Promise.all(servers.map(server => server.close())));

it('watches the clusters that the catalog holds, as they appear, change and vanish', async () => {
  const [first, second] = servers;
  const { module, replaceWith } = entities();
  const backend = await startTestBackend({
    features: [
      statefulServicesPlugin,
      catalogPlugin,
      module,
      mockServices.rootConfig.factory({
        data: {
          catalog: { rules: [{ allow: ['Resource'] }] },
          kubernetes: {
            clusterLocatorMethods: [
              { type: 'catalog', dangerouslyAllowClusterUrls: ['127.0.0.1'] },
            ],
          },
        },
      }),
    ],
  });
  const clusters = async () => {
    const { body } = await request(backend.server).get(
      '/api/stateful-services/diagnostics',
    );
    return diagnosticsSchema
      .parse(body)
      .clusters.map(({ name, state, resources }) => [
        name,
        state,
        resources.find(({ resource }) => resource === 'statefulsets')?.objects,
      ]);
  };
  expect(await clusters()).toEqual([]);

  await replaceWith(clusterEntity('east', first));
  await eventually(
    async () => expect(await clusters()).toEqual([['east', 'synced', 1]]),
    NOTICED_MS,
  );

  await replaceWith(clusterEntity('east', second));
  await eventually(
    async () => expect(await clusters()).toEqual([['east', 'synced', 0]]),
    NOTICED_MS,
  );
  await eventually(() => expect(first.connections).toBe(0));

  await replaceWith(clusterEntity('west', first));
  await eventually(
    async () => expect(await clusters()).toEqual([['west', 'synced', 1]]),
    NOTICED_MS,
  );
  await eventually(() => expect(second.connections).toBe(0));
  await backend.stop();
});
