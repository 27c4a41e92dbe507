import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { engineExtensionPoint } from 'backstage-plugin-stateful-services-node';
import { createAwaitEntityAction } from './actions/awaitEntity';
import { createGenerateRepositoryAction } from './actions/generateRepository';
import { createPublishLocalAction } from './actions/publishLocal';
import {
  LOCAL_REPOSITORIES_PATH,
  readLocalRepositories,
} from './localRepositories/localRepositories';
import { serveRepositories } from './localRepositories/serveRepositories';
import { builtInEngines } from './plan/engines/engines';
import { EngineRegistry } from './plan/engines/engineRegistry';

/**
 * Adds the actions of stateful services to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleStatefulServices = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'stateful-services',
  register(env) {
    const registry = new EngineRegistry(builtInEngines);
    env.registerExtensionPoint(engineExtensionPoint, registry);
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        http: coreServices.rootHttpRouter,
      },
      async init({ actions, catalog, config, http }) {
        const repositories = readLocalRepositories(config);
        actions.addActions(
          createGenerateRepositoryAction({
            catalog,
            engines: registry.engines,
          }),
          createPublishLocalAction(repositories),
          createAwaitEntityAction({ catalog }),
        );
        if (repositories) {
          http.use(
            LOCAL_REPOSITORIES_PATH,
            serveRepositories(repositories.directory),
          );
        }
      },
    });
  },
});
