import { enter } from '../running/enter.mjs';

enter(() => import('./writeDocs.mjs'));
