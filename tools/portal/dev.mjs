import { enter } from './enter.mjs';

enter(() => import('./developPortal.mjs'));
