import { enter } from './enter.mjs';

enter(() => import('./buildPortal.mjs'));
