import { enter } from '../running/enter.mjs';

enter(() => import('./recordCommand.mjs'));
