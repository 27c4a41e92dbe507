import { enter } from '../running/enter.mjs';

enter(() => import('./buildPortal.mjs'));
