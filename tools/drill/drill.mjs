import { enter } from '../running/enter.mjs';

enter(() => import('./drillCommand.mjs'));
