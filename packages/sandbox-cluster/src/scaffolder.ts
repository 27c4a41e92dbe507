import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createObjectsApplyAction } from './demo/objectsApplyAction';
import { sandboxClustersServiceRef } from './demo/sandboxClustersService';

/** Lets templates deploy to the clusters of the demo. */
export const sandboxScaffolderModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'sandbox-cluster',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        sandbox: sandboxClustersServiceRef,
      },
      async init({ actions, sandbox }) {
        actions.addActions(createObjectsApplyAction(sandbox));
      },
    });
  },
});

export default sandboxScaffolderModule;
