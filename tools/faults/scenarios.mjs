import { clockOff } from './scenarios/clockOff.mjs';
import { endDuringSync } from './scenarios/endDuringSync.mjs';
import { namespaceDeleted } from './scenarios/namespaceDeleted.mjs';

/**
 * @typedef {{
 *   id: string, title: string,
 *   run: (form: import('./runFaults.mjs').Form) => Promise<{ claims: readonly { what: string, holds: boolean }[] }>,
 * }} Scenario a fault that needs a backend or a cluster of its own
 */

/** @type {readonly Scenario[]} */
export const scenarios = [clockOff, namespaceDeleted, endDuringSync];
