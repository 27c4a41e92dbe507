import { parseArgs } from 'node:util';
import { Problem } from '../running/problem.mjs';

/**
 * @template {{ name: string }} Check
 * @param {readonly Check[]} checks
 * @param {{ args: string[], usage: string }} command
 * @returns {Check[]} those that `--only` names, all when it names none
 * @throws Problem for other arguments, and for a check that there is not
 */
export function chooseChecks(checks, { args, usage }) {
  const only = parse(args, usage);
  const names = checks.map(({ name }) => name);
  const unknown = only.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new Problem(
      `There is no check named "${unknown}"; the checks are ${names.join(', ')}.`,
    );
  }
  return checks.filter(({ name }) => only.length === 0 || only.includes(name));
}

function parse(args, usage) {
  try {
    const { values } = parseArgs({
      args,
      options: { only: { type: 'string', multiple: true, default: [] } },
    });
    return values.only;
  } catch (error) {
    throw new Problem(`${error.message}\nUsage: ${usage}`);
  }
}
