import { once } from 'node:events';
import { join } from 'node:path';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { runPhases } from '../running/phases.mjs';
import { whoIsOnPort } from '../running/port.mjs';
import { configFiles, portTaken } from './backend.mjs';
import { writeDevelopmentOverlay } from './overlay.mjs';
import { planPreparation } from './prepare.mjs';

const backendPort = 7007;
const appPort = 3000;

/**
 * Runs the portal for those who change it: the app on port 3000 reloads by itself, the backend on port 7007 restarts.
 *
 * @param {string[]} args given on to `backstage-cli repo start`
 */
export async function main(args) {
  for (const port of [appPort, backendPort]) {
    if ((await whoIsOnPort(port)) !== 'free') {
      throw portTaken(port, 'end that program and start again.');
    }
  }
  const children = new Children();
  children.endOnSignals();
  const data = join(checkout, '.portal');
  const overlay = await writeDevelopmentOverlay({
    port: backendPort,
    appPort,
    data,
  });
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
  const configs = (await configFiles(checkout, [overlay])).flatMap(file => [
    '--config',
    file,
  ]);
  const child = children.start(
    node,
    [cli, 'repo', 'start', ...configs, ...args],
    {
      cwd: checkout,
      env: environment,
      stdio: 'inherit',
    },
  );
  const [code] = await once(child, 'exit');
  if (!children.isEnding) process.exitCode = code ?? 1;
}
