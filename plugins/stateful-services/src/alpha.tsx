/**
 * The plugin for apps of the new frontend system.
 *
 * @packageDocumentation
 */

import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import { statefulServicesApiRef } from './client/StatefulServicesApi';
import { StatefulServicesClient } from './client/StatefulServicesClient';
import { isStatefulServiceAvailable } from './isStatefulServiceAvailable';

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

/** @alpha */
export default createFrontendPlugin({
  pluginId: 'stateful-services',
  title: 'Stateful services',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  extensions: [statefulServicesApi, rolloutCard],
});
