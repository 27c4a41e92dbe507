import { enter } from '../running/enter.mjs';

enter(() => import('./startPortal.mjs'));
