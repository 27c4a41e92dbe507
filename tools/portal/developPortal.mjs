import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { runPhases } from '../running/phases.mjs';
import { planPreparation } from './prepare.mjs';

/**
 * Runs the portal for those who change it: the app on port 3000 reloads by itself, the backend on port 7007 restarts.
 *
 * @param {string[]} args given on to `backstage-cli repo start`
 */
export async function main(args) {
  const children = new Children();
  children.endOnSignals();
  const data = join(checkout, '.portal');
  await mkdir(data, { recursive: true });
  const preparation = await planPreparation(children, {
    directory: checkout,
    scope: 'everything',
    needsApp: false,
  });
  await runPhases(preparation.phases, { data, out: process.stdout });
  const { node, environment } = await preparation.open();
  const cli = join(
    checkout,
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  );
  const child = children.start(node, [cli, 'repo', 'start', ...args], {
    cwd: checkout,
    env: environment,
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}
