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
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_LABEL_SELECTOR,
} from 'backstage-plugin-stateful-services-common';
import { RiStackLine } from '@remixicon/react';
import { statefulServicesApiRef } from './client/StatefulServicesApi';
import { StatefulServicesClient } from './client/StatefulServicesClient';

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
    filter: {
      $any: [
        {
          [`metadata.annotations.${ANNOTATION_KUBERNETES_ID}`]: {
            $exists: true,
          },
        },
        {
          [`metadata.annotations.${ANNOTATION_LABEL_SELECTOR}`]: {
            $exists: true,
          },
        },
      ],
    },
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
