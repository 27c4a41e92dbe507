import { enter } from './enter.mjs';

enter(() => import('./startPortal.mjs'));
