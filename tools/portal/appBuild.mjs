import { join } from 'node:path';
import { checkDiskSpace } from '../running/diskSpace.mjs';
import { runTool } from '../running/runTool.mjs';
import { hashFiles, Stamp } from '../running/stamp.mjs';
import { closureOf, readWorkspaces, sourceFiles } from './workspaces.mjs';

/**
 * Whether the built app is the one that these sources give.
 *
 * @param {string} directory the checkout
 */
export async function planAppBuild(directory) {
  const workspaces = closureOf(await readWorkspaces(directory), 'app');
  const sources = await Promise.all(
    workspaces.map(workspace => sourceFiles(workspace.directory)),
  );
  const rootFiles = ['yarn.lock', 'app-config.yaml'].map(name =>
    join(directory, name),
  );
  const value = await hashFiles(directory, [...sources.flat(), ...rootFiles]);
  // The build empties its output folder first, and the stamp with it.
  const stamp = new Stamp(
    join(directory, 'packages', 'app', 'dist', '.built-from'),
  );
  return { directory, stamp, value, isDone: (await stamp.read()) === value };
}

/**
 * @param {import('../running/children.mjs').Children} children
 * @param {Awaited<ReturnType<typeof planAppBuild>>} plan
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 */
export async function buildApp(children, plan, toolchain) {
  await checkDiskSpace(plan.directory, {
    neededGibibytes: 0.3,
    purpose: 'Building the app',
  });
  await plan.stamp.clear();
  await runTool(children, {
    doing: 'Building the app',
    command: toolchain.node,
    args: [
      join(
        plan.directory,
        'node_modules',
        '@backstage',
        'cli',
        'bin',
        'backstage-cli',
      ),
      ...[
        'package',
        'build',
        '--config',
        join(plan.directory, 'app-config.yaml'),
      ],
    ],
    directory: join(plan.directory, 'packages', 'app'),
    environment: toolchain.environment,
  });
  await plan.stamp.write(plan.value);
}
