import { parseArgs } from 'node:util';
import { Problem } from '../running/problem.mjs';
import { prepareChecks } from './prepareChecks.mjs';
import { runChecks } from './runChecks.mjs';
import { runJest, runNodeTests, runPlaywright, runStatic } from './runners.mjs';

/** @param {import('./runners.mjs').Surroundings} surroundings @returns {import('./runChecks.mjs').Check[]} */
const checksOf = surroundings => [
  {
    name: 'types',
    title: 'Types',
    run: () =>
      // The declarations that it writes are what the API reports are made from; an incremental run orders unions by its past.
      runStatic(surroundings, {
        tool: 'tsc',
        args: ['-p', '.', '--incremental', 'false'],
      }),
  },
  {
    name: 'api',
    title: 'API reports',
    run: () =>
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
    run: () =>
      runStatic(surroundings, {
        tool: 'prettier',
        args: ['--check', '--log-level=warn', '.'],
      }),
  },
  {
    name: 'lint',
    title: 'Lint',
    run: () =>
      runStatic(surroundings, {
        tool: 'backstage-cli',
        args: ['repo', 'lint', '--max-warnings=0'],
      }),
  },
  {
    name: 'tools',
    title: 'Tools',
    run: () => runNodeTests(surroundings, 'tools/**/*.test.mjs'),
  },
  {
    name: 'packages',
    title: 'Packages',
    run: () =>
      runJest(surroundings, {
        tool: 'backstage-cli',
        args: ['repo', 'test', '--watchAll=false', '--ci', '--maxWorkers=2'],
      }),
  },
  {
    name: 'browser',
    title: 'Browser',
    run: () => runPlaywright(surroundings, []),
  },
];

/** @param {string[]} args */
export async function main(args) {
  const only = parse(args);
  const names = checksOf(undefined).map(check => check.name);
  const unknown = only.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new Problem(
      `There is no check named "${unknown}"; the checks are ${names.join(', ')}.`,
    );
  }
  const isWanted = ({ name }) => only.length === 0 || only.includes(name);
  const surroundings = await prepareChecks({
    needsApp: isWanted({ name: 'browser' }),
  });
  const { failed } = await runChecks(
    checksOf(surroundings).filter(isWanted),
    console.log,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}

/** @param {string[]} args @returns {string[]} the checks to run, none meaning all */
function parse(args) {
  try {
    const { values } = parseArgs({
      args,
      options: { only: { type: 'string', multiple: true, default: [] } },
    });
    return values.only;
  } catch (error) {
    throw new Problem(`${error.message}\nUsage: npm test -- [--only NAME]…`);
  }
}
