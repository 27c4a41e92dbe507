import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { statefulServicesApiRef } from './client/StatefulServicesApi';
import { StatefulServicesClient } from './client/StatefulServicesClient';
import { diagnosticsRouteRef, historyRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const statefulServicesPlugin = createPlugin({
  id: 'stateful-services',
  routes: { diagnostics: diagnosticsRouteRef },
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

/**
 * The history of the entity, for a tab of an entity page of the legacy frontend system.
 *
 * @public
 */
export const EntityStatefulServiceHistory = statefulServicesPlugin.provide(
  createRoutableExtension({
    name: 'EntityStatefulServiceHistory',
    component: () =>
      import('./history/EntityHistory').then(module => module.EntityHistory),
    mountPoint: historyRouteRef,
  }),
);

/**
 * A page of the legacy frontend system that shows how clusters are read.
 *
 * @public
 */
export const StatefulServicesDiagnosticsPage = statefulServicesPlugin.provide(
  createRoutableExtension({
    name: 'StatefulServicesDiagnosticsPage',
    component: () =>
      import('./diagnostics/DiagnosticsPage').then(
        module => module.DiagnosticsPage,
      ),
    mountPoint: diagnosticsRouteRef,
  }),
);
