import { enter } from '../running/enter.mjs';

enter(() => import('./faultsCommand.mjs'));
