import { Fault } from './fault';
import { memberFaults } from './memberFaults';
import { rolloutFaults } from './rolloutFaults';
import { storageFaults } from './storageFaults';
import { surroundingFaults } from './surroundingFaults';

export { FaultyCluster } from './cluster';
export type { ClusterObject } from './cluster';
export type { Fault } from './fault';

/** Faults that may come to any set. */
export const faults: readonly Fault[] = [
  ...memberFaults,
  ...rolloutFaults,
  ...storageFaults,
  ...surroundingFaults,
];
