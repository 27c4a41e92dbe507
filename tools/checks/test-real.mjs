import { enter } from '../running/enter.mjs';

enter(() => import('./testRealCommand.mjs'));
