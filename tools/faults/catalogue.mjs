import { accessFaults } from './faults/access.mjs';
import { answerFaults } from './faults/answers.mjs';
import { apiServerFaults } from './faults/apiServer.mjs';
import { connectionFaults } from './faults/connections.mjs';

/** All faults of one cluster, in the order in which they are made and told. */
export const faults = [
  ...connectionFaults,
  ...accessFaults,
  ...answerFaults,
  ...apiServerFaults,
];
