import { enter } from '../running/enter.mjs';

enter(() => import('./ciCommand.mjs'));
