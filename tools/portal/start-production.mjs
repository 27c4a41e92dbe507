import { enter } from '../running/enter.mjs';

enter(() => import('./startProduction.mjs'));
