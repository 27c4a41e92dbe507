import { sum, verdict } from './results.mjs';

/**
 * @typedef {{
 *   name: string, title: string,
 *   run: (surroundings: import('./runners.mjs').Surroundings) => Promise<import('./results.mjs').Counts & { remark?: string }>,
 * }} Check
 */

/**
 * Runs all checks, also after one has failed, and sums up at the end.
 *
 * @param {readonly Check[]} checks
 * @param {import('./runners.mjs').Surroundings} surroundings
 * @param {(line: string) => void} print
 * @returns {Promise<import('./results.mjs').Counts>}
 */
export async function runChecks(checks, surroundings, print) {
  const results = [];
  for (const check of checks) {
    print(`\n── ${check.title}`);
    const begin = Date.now();
    const result = await check.run(surroundings);
    const seconds = Math.round((Date.now() - begin) / 1000);
    results.push({
      check,
      result,
      line: `${describe(check, result)} in ${seconds} s`,
    });
  }
  print('');
  for (const { line } of results) print(line);
  const total = sum(results.map(({ result }) => result));
  print(verdict(total));
  return total;
}

function describe({ title }, result) {
  const remark = result.remark === undefined ? '' : ` (${result.remark})`;
  return `${result.failed > 0 ? '✗' : '✓'} ${title}: ${verdict(result)}${remark}`;
}
