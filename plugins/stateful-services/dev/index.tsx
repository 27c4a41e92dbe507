import '@backstage/cli/asset-types';
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this entry is an app of its own
import '@backstage/ui/css/styles.css';
import { createRoot } from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Gallery } from './Gallery';

const gallery = createFrontendPlugin({
  pluginId: 'gallery',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/',
        title: 'Every state of the card',
        noHeader: true,
        loader: async () => <Gallery />,
      },
    }),
  ],
});

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page has no element with the id "root"');
}
createRoot(root).render(createApp({ features: [gallery] }).createRoot());
