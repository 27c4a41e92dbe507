import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createAwaitEntityAction } from './actions/awaitEntity';
import { createGenerateRepositoryAction } from './actions/generateRepository';
import { createPublishLocalAction } from './actions/publishLocal';
import { readBlueprint } from './blueprint/readBlueprint';
import {
  LOCAL_REPOSITORIES_PATH,
  readLocalRepositories,
} from './localRepositories/localRepositories';
import { serveRepositories } from './localRepositories/serveRepositories';

/**
 * Adds the actions of stateful services to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleStatefulServices = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'stateful-services',
  register(env) {
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
          createGenerateRepositoryAction({ catalog, readBlueprint }),
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
