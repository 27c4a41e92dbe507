import { availableParallelism, loadavg } from 'node:os';
import { faults } from './catalogue.mjs';
import { Rig } from './rig/rig.mjs';
import { scenarios } from './scenarios.mjs';

/**
 * @typedef {'full' | 'short'} Form
 * @typedef {{ id: string, title: string, seconds: number, isToldMeanwhile?: boolean } & import('./rig/rig.mjs').Outcome} FaultResult
 * @typedef {{ id: string, title: string, claims: readonly { what: string, holds: boolean }[] }} ScenarioResult
 * @typedef {{ faults: readonly FaultResult[], scenarios: readonly ScenarioResult[], machine: Machine }} Results
 * @typedef {{ node: string, cores: number, loadBefore: number }} Machine
 *   `loadBefore`: processes that others had at work when it began, over the last minute
 */

/** @param {Form} form @returns {readonly import('./faults/fault.mjs').Fault[]} */
export const faultsOf = form =>
  faults.filter(({ seconds }) => seconds[form] !== undefined);

/**
 * @param {{ form: Form, only?: readonly string[], out?: (line: string) => void }} wish `only`: ids; all unless given
 * @returns {Promise<Results>}
 */
export async function runFaults({ form, only = [], out = () => {} }) {
  const [loadBefore] = loadavg();
  const isWanted = ({ id }) => only.length === 0 || only.includes(id);
  const wanted = faultsOf(form).filter(isWanted);
  const results =
    wanted.length === 0
      ? []
      : await Rig.with(wanted, rig => makeAll(rig, { wanted, form, out }));
  const others = [];
  for (const { id, title, run } of scenarios.filter(isWanted)) {
    out(title);
    const result = { id, title, ...(await run(form)) };
    others.push(result);
    for (const { what, holds } of result.claims) {
      out(`  ${what}: ${holds ? 'yes' : 'no'}`);
    }
  }
  return {
    faults: results,
    scenarios: others,
    machine: {
      node: process.versions.node,
      cores: availableParallelism(),
      loadBefore: Number(loadBefore.toFixed(1)),
    },
  };
}

async function makeAll(rig, { wanted, form, out }) {
  const results = [];
  for (const group of groupsOf(wanted, form)) {
    out(group.map(({ title }) => title).join('; '));
    const outcomes = await rig.strike(group, ({ seconds }) => seconds[form]);
    group.forEach(({ id, title, seconds, isToldMeanwhile }, index) => {
      const result = {
        id,
        title,
        seconds: seconds[form],
        isToldMeanwhile,
        ...outcomes[index],
      };
      results.push(result);
      out(`  ${id}: ${complaints(result).join(', ') || 'as it should be'}`);
    });
  }
  return results;
}

/** In the short form those strike at once that do not get into each other's way. */
function groupsOf(wanted, form) {
  const alone = ({ strikesAll, isHeavy }) =>
    form === 'full' || strikesAll || isHeavy;
  const together = wanted.filter(fault => !alone(fault));
  return [
    ...(together.length > 0 ? [together] : []),
    ...wanted.filter(alone).map(fault => [fault]),
  ];
}

/** What is wrong with an outcome, if anything. @param {FaultResult} result @returns {readonly string[]} */
export function complaints({
  seconds,
  isToldMeanwhile,
  toldAfterMs,
  rightAfterMs,
  falselyHealthy,
  others,
}) {
  return [
    ...(toldAfterMs === undefined ? ['it was never told'] : []),
    ...(isToldMeanwhile && toldAfterMs > seconds * 1_000
      ? ['it was told only when it was over']
      : []),
    ...(rightAfterMs === undefined ? ['it never became right again'] : []),
    ...(falselyHealthy > 0 ? ['the set was called healthy meanwhile'] : []),
    ...(others.untouched ? [] : ['another cluster was touched']),
  ];
}
