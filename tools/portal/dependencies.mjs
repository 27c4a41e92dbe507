import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDiskSpace } from '../running/diskSpace.mjs';
import { readRegistrySettings } from './registry.mjs';
import { runTool } from '../running/runTool.mjs';
import { hashFiles, Stamp } from '../running/stamp.mjs';
import { readWorkspaces } from './workspaces.mjs';

/**
 * @typedef {'portal' | 'everything'} Scope
 *   `portal` is what building and running the portal needs, without the tools of the tests
 */

/** Measured: 1.4 and 1.9 GiB of modules, 0.8 and 1.2 GiB of package cache. */
const neededGibibytes = { portal: 2.5, everything: 3.5 };

const yarnArguments = {
  portal: ['workspaces', 'focus', 'app', 'backend', '--production'],
  everything: ['install', '--immutable'],
};

/**
 * What would have to be installed, and whether that has been done already.
 *
 * @param {string} directory the checkout
 * @param {Scope} wanted
 */
export async function planDependencies(directory, wanted) {
  // Not in node_modules: Yarn throws away what it does not know there.
  const stamp = new Stamp(join(directory, '.boot', 'dependencies-from'));
  const hash = await hashOfDependencies(directory);
  const installed = await stamp.read();
  const modules = join(directory, 'node_modules');
  // A checkout that someone develops in keeps the tools of the tests: they are not taken away to start the portal.
  const hasEverything =
    installed?.startsWith('everything ') ||
    (installed === undefined && (await exists(modules)));
  const scope = hasEverything ? 'everything' : wanted;
  const isDone =
    [`everything ${hash}`, `${scope} ${hash}`].includes(installed) &&
    // Yarn writes it when all modules are in their places.
    (await exists(join(modules, '.yarn-state.yml')));
  return { directory, stamp, scope, isDone, value: `${scope} ${hash}` };
}

/**
 * @param {import('../running/children.mjs').Children} children
 * @param {Awaited<ReturnType<typeof planDependencies>>} plan
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 */
export async function installDependencies(children, plan, toolchain) {
  await checkDiskSpace(plan.directory, {
    neededGibibytes: neededGibibytes[plan.scope],
    purpose: 'Installing the dependencies',
  });
  const { registry, yarnSettings } = readRegistrySettings(
    toolchain.environment,
  );
  // Says whose interrupted installation this is, if it gets interrupted.
  await plan.stamp.write(`${plan.scope} unfinished`);
  await runTool(children, {
    doing: 'Installing the dependencies',
    command: toolchain.node,
    args: [toolchain.yarn, ...yarnArguments[plan.scope]],
    directory: plan.directory,
    environment: {
      ...yarnSettings,
      YARN_HTTP_RETRY: '2',
      ...toolchain.environment,
    },
    source: `the npm registry ${registry}`,
  });
  await plan.stamp.write(plan.value);
}

/** @param {string} directory */
async function hashOfDependencies(directory) {
  const workspaces = await readWorkspaces(directory);
  const files = [
    join(directory, 'yarn.lock'),
    join(directory, '.yarnrc.yml'),
    join(directory, 'package.json'),
    ...workspaces.map(workspace => join(workspace.directory, 'package.json')),
  ];
  return hashFiles(directory, files, [process.platform, process.arch]);
}

/** @param {string} path */
function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
