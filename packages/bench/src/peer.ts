import { createBaseBackend } from './baseBackend';

const backend = createBaseBackend();
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.start();
