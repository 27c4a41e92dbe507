import { hasFailed } from '../drill/runDrill.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * What a run of tests comes to, never better than the runner's own verdict.
 *
 * @param {Counts | undefined} counted undefined when the runner left no result
 * @param {number | null} exitCode of the runner
 * @returns {Counts & { remark?: string }} `remark` says why a failure was counted that no single test stands for
 */
export function judge(counted, exitCode) {
  if (counted === undefined)
    return { passed: 0, failed: 1, remark: 'it left no result' };
  if (counted.failed > 0) return counted;
  if (exitCode !== 0) {
    return {
      ...counted,
      failed: 1,
      remark: `it ended with code ${exitCode} though no single test failed`,
    };
  }
  if (counted.passed === 0)
    return { passed: 0, failed: 1, remark: 'it ran no test' };
  return counted;
}

/** @param {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} result of Jest */
export function countJest({
  numPassedTests,
  numFailedTests,
  numRuntimeErrorTestSuites,
}) {
  return {
    passed: numPassedTests,
    failed: numFailedTests + numRuntimeErrorTestSuites,
  };
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: readonly unknown[] }} result of Playwright */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
  };
}

/** @param {readonly { results: readonly import('../drill/runDrill.mjs').DrillResult[] }[]} runs @returns {Counts} */
export function countDrills(runs) {
  const results = runs.flatMap(run => run.results);
  const failed = results.filter(hasFailed).length;
  return { passed: results.length - failed, failed };
}

/** @param {readonly Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce(
    (total, next) => ({
      passed: total.passed + next.passed,
      failed: total.failed + next.failed,
    }),
    { passed: 0, failed: 0 },
  );
}

/** The line that other programs read. @param {Counts} counts */
export const verdict = ({ passed, failed }) =>
  `${passed} passed, ${failed} failed`;

/**
 * @param {string} text the end of what a command printed
 * @returns {Counts | undefined} what its last line says, undefined when that is no verdict
 */
export function parseVerdict(text) {
  const line = text.trimEnd().split('\n').at(-1);
  const match = /^(\d+) passed, (\d+) failed$/.exec(line ?? '');
  return match
    ? { passed: Number(match[1]), failed: Number(match[2]) }
    : undefined;
}
