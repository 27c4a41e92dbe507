/**
 * The plugin for apps of the new frontend system.
 *
 * @packageDocumentation
 */

import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiPulseLine, RiStackLine } from '@remixicon/react';
import { statefulServicesDiagnosticsReadPermission } from 'backstage-plugin-stateful-services-common';
import { statefulServicesApiRef } from './client/StatefulServicesApi';
import { StatefulServicesClient } from './client/StatefulServicesClient';
import { isStatefulServiceAvailable } from './isStatefulServiceAvailable';
import { diagnosticsRouteRef } from './routes';

const statefulServicesApi = ApiBlueprint.make({
  params: define =>
    define({
      api: statefulServicesApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new StatefulServicesClient({ fetchApi }),
    }),
});

/** `entity-card:stateful-services/rollout` */
const rolloutCard = EntityCardBlueprint.make({
  name: 'rollout',
  params: {
    type: 'content',
    filter: isStatefulServiceAvailable,
    loader: () =>
      import('./card/EntityStatefulServiceCard').then(module => (
        <module.EntityStatefulServiceCard />
      )),
  },
});

/** `entity-content:stateful-services/history` */
const history = EntityContentBlueprint.make({
  name: 'history',
  params: {
    path: 'stateful-service-history',
    title: 'History',
    group: 'operation',
    filter: isStatefulServiceAvailable,
    loader: () =>
      import('./history/EntityHistory').then(module => (
        <module.EntityHistory />
      )),
  },
});

/** `page:stateful-services/diagnostics`; who may not see it does not have it in the menu. */
const diagnosticsPage = PageBlueprint.make({
  name: 'diagnostics',
  if: {
    permissions: { $contains: statefulServicesDiagnosticsReadPermission.name },
  },
  params: {
    path: '/stateful-services/diagnostics',
    title: 'Diagnostics',
    icon: <RiPulseLine />,
    noHeader: true,
    routeRef: convertLegacyRouteRef(diagnosticsRouteRef),
    loader: () =>
      import('./diagnostics/DiagnosticsPage').then(module => (
        <module.DiagnosticsPage />
      )),
  },
});

/** @alpha */
export default createFrontendPlugin({
  pluginId: 'stateful-services',
  title: 'Stateful services',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [statefulServicesApi, rolloutCard, history, diagnosticsPage],
});
