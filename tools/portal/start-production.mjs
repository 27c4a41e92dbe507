import { enter } from './enter.mjs';

enter(() => import('./startProduction.mjs'));
