import { createBackend } from '@backstage/backend-defaults';
import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleScaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { createServer } from 'node:net';
import path from 'node:path';
import scaffolderModuleStatefulServices from '..';

const TEMPLATES = ['redis', 'mysql', 'kafka'].map(engine =>
  path.resolve(__dirname, `../../../../templates/${engine}/template.yaml`),
);

/** Plays the sandbox cluster: hands what it is given to `deploy`. */
function recordingSandbox(deploy: (input: unknown) => void) {
  return createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'recording-sandbox',
    register(env) {
      env.registerInit({
        deps: { actions: scaffolderActionsExtensionPoint },
        async init({ actions }) {
          actions.addActions(
            createTemplateAction({
              id: 'sandbox:objects:apply',
              schema: {
                input: {
                  cluster: z => z.string().optional(),
                  objects: z => z.array(z.record(z.unknown())),
                },
              },
              handler: async ({ input }) => deploy(input),
            }),
          );
        },
      });
    },
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => {
    server.close(resolve);
  });
  if (!address || typeof address === 'string') {
    throw new Error('the server has no port');
  }
  return address.port;
}

interface PortalOptions {
  readonly directory: string;
  /** `scaffolder.defaultEnvironment.parameters` */
  readonly parameters: Readonly<Record<string, string>>;
  readonly deploy: (input: unknown) => void;
  /** Further modules. */
  readonly features?: readonly BackendFeature[];
}

function configFor(
  { directory, parameters }: PortalOptions,
  port: number,
): JsonObject {
  return {
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      reading: { allow: [{ host: `127.0.0.1:${port}` }] },
    },
    catalog: {
      rules: [{ allow: ['Component', 'Template'] }],
      locations: TEMPLATES.map(target => ({ type: 'file', target })),
      processingInterval: { seconds: 1 },
    },
    scaffolder: {
      workingDirectory: directory,
      defaultEnvironment: { parameters: { ...parameters } },
    },
    statefulServices: {
      localRepositories: { directory: path.join(directory, 'published') },
    },
  };
}

/** Starts a portal of the real catalog and the real scaffolder, on loopback. */
export async function startPortal(options: PortalOptions) {
  const port = await freePort();
  const backend = createBackend();
  [
    mockServices.auth.factory(),
    mockServices.httpAuth.factory(),
    mockServices.userInfo.factory(),
    mockServices.permissions.factory(),
    mockServices.rootLogger.factory(),
    mockServices.rootConfig.factory({ data: configFor(options, port) }),
    catalogPlugin,
    catalogModuleScaffolderEntityModel,
    scaffolderPlugin,
    scaffolderModuleStatefulServices,
    recordingSandbox(options.deploy),
    ...(options.features ?? []),
  ].forEach(feature => backend.add(feature));
  await backend.start();
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    stop: () => backend.stop(),
  };
}
