import { chooseChecks } from './chooseChecks.mjs';
import { prepareChecks } from './prepareChecks.mjs';
import { runChecks } from './runChecks.mjs';
import { runJest, runNodeTests, runPlaywright, runStatic } from './runners.mjs';

/** @type {import('./runChecks.mjs').Check[]} */
const checks = [
  {
    name: 'types',
    title: 'Types',
    run: surroundings =>
      // The declarations that it writes are what the API reports are made from; an incremental run orders unions by its past.
      runStatic(surroundings, {
        tool: 'tsc',
        args: ['-p', '.', '--incremental', 'false'],
      }),
  },
  {
    name: 'api',
    title: 'API reports',
    run: surroundings =>
      runStatic(surroundings, {
        tool: 'backstage-repo-tools',
        args: [
          'api-reports',
          '--ci',
          '--allow-all-warnings',
          '--omit-messages=ae-wrong-input-file-type,ae-undocumented',
          'plugins/*',
        ],
      }),
  },
  {
    name: 'format',
    title: 'Format',
    run: surroundings =>
      runStatic(surroundings, {
        tool: 'prettier',
        args: ['--check', '--log-level=warn', '.'],
      }),
  },
  {
    name: 'lint',
    title: 'Lint',
    run: surroundings =>
      runStatic(surroundings, {
        tool: 'backstage-cli',
        args: ['repo', 'lint', '--max-warnings=0'],
      }),
  },
  {
    // The command of Backstage lints packages only.
    name: 'lint-tools',
    title: 'Lint of the tools',
    run: surroundings =>
      runStatic(surroundings, {
        tool: 'eslint',
        args: ['--max-warnings=0', '--ext=.mjs,.cjs,.js', 'tools'],
      }),
  },
  {
    name: 'tools',
    title: 'Tools',
    run: surroundings => runNodeTests(surroundings, 'tools/**/*.test.mjs'),
  },
  {
    name: 'packages',
    title: 'Packages',
    run: surroundings =>
      runJest(surroundings, {
        tool: 'backstage-cli',
        args: ['repo', 'test', '--watchAll=false', '--ci', '--maxWorkers=2'],
      }),
  },
  {
    name: 'browser',
    title: 'Browser',
    run: surroundings => runPlaywright(surroundings, []),
  },
];

/** @param {string[]} args */
export async function main(args) {
  const chosen = chooseChecks(checks, {
    args,
    usage: 'npm test -- [--only NAME]…',
  });
  const surroundings = await prepareChecks({
    needsApp: chosen.some(({ name }) => name === 'browser'),
  });
  const { failed } = await runChecks(chosen, surroundings, console.log);
  process.exitCode = failed > 0 ? 1 : 0;
}
