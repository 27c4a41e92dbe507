import { enter } from '../running/enter.mjs';

enter(() => import('./benchCommand.mjs'));
