import { enter } from '../running/enter.mjs';

enter(() => import('./developPortal.mjs'));
