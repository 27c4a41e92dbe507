import '@backstage/cli/asset-types';
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- this entry is an app of its own
import '@backstage/ui/css/styles.css';
import { createDevApp } from '@backstage/dev-utils';
import { statefulServicesPlugin } from '../src';
import { Gallery } from './Gallery';

createDevApp()
  .registerPlugin(statefulServicesPlugin)
  .addPage({ path: '/', title: 'Every state', element: <Gallery /> })
  .render();
