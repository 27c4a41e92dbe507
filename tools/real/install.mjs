import { enter } from '../running/enter.mjs';

enter(() => import('./installCommand.mjs'));
