import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { statefulServicesApiRef } from './client/StatefulServicesApi';
import { StatefulServicesClient } from './client/StatefulServicesClient';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const statefulServicesPlugin = createPlugin({
  id: 'stateful-services',
  apis: [
    createApiFactory({
      api: statefulServicesApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new StatefulServicesClient({ fetchApi }),
    }),
  ],
});

/**
 * The card for an entity page of the legacy frontend system.
 *
 * @public
 */
export const EntityStatefulServiceCard = statefulServicesPlugin.provide(
  createComponentExtension({
    name: 'EntityStatefulServiceCard',
    component: {
      lazy: () =>
        import('./card/EntityStatefulServiceCard').then(
          module => module.EntityStatefulServiceCard,
        ),
    },
  }),
);
