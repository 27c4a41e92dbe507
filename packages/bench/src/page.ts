import { createBaseBackend } from './baseBackend';

const backend = createBaseBackend();
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('backstage-plugin-stateful-services-backend'));
backend.start();
