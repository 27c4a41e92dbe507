import { enter } from '../running/enter.mjs';

enter(() => import('./assessCommand.mjs'));
