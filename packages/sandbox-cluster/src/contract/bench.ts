import { Workbench } from './workbench';

/** Hands a contract its workbench: a new namespace for each test. */
export type Bench = () => Workbench;
