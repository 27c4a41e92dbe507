import { enter } from '../running/enter.mjs';

enter(() => import('./testCommand.mjs'));
