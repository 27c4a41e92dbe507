import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiHome4Line } from '@remixicon/react';

const homePage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Start',
    icon: <RiHome4Line />,
    noHeader: true,
    loader: () => import('./HomePage').then(({ HomePage }) => <HomePage />),
  },
});

export const homePlugin = createFrontendPlugin({
  pluginId: 'home',
  extensions: [homePage],
});
