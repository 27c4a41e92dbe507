import { createBaseBackend } from './baseBackend';
import { storedPlugin } from './storedPlugin';

const backend = createBaseBackend();
backend.add(import('backstage-plugin-stateful-services-backend'));
backend.add(storedPlugin);
backend.start();
