import { enter } from '../running/enter.mjs';

enter(() => import('./controlPlaneCommand.mjs'));
