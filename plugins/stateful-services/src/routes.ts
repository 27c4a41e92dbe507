import { createRouteRef } from '@backstage/core-plugin-api';

export const diagnosticsRouteRef = createRouteRef({
  id: 'stateful-services:diagnostics',
});

export const historyRouteRef = createRouteRef({
  id: 'stateful-services:history',
});
