import { buildApp, planAppBuild } from './appBuild.mjs';
import { installDependencies, planDependencies } from './dependencies.mjs';
import {
  installToolchain,
  isToolchainInstalled,
  openToolchain,
  planToolchain,
} from './toolchain.mjs';

/**
 * Finds out what is still to be done before a command can run, without doing it.
 *
 * @param {import('../running/children.mjs').Children} children
 * @param {{ directory: string, scope: import('./dependencies.mjs').Scope, needsApp: boolean }} wish
 * @returns {Promise<{ phases: import('../running/phases.mjs').Phase[], open: () => Promise<import('./toolchain.mjs').Toolchain> }>}
 *   the phases still to run, and what gives the tools once they have run
 */
export async function planPreparation(
  children,
  { directory, scope, needsApp },
) {
  const toolchain = planToolchain(directory, {
    version: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
  });
  const open = () => openToolchain(toolchain, process.env);
  const dependencies = await planDependencies(directory, scope);
  const app = needsApp ? await planAppBuild(directory) : { isDone: true };

  /** @type {import('../running/phases.mjs').Phase[]} */
  const phases = [];
  if (!(await isToolchainInstalled(toolchain))) {
    phases.push({
      name: 'toolchain',
      expectedSeconds: 8,
      title: 'Fetching Node 24 and Yarn',
      run: () => installToolchain(children, toolchain, process.env),
    });
  }
  if (!dependencies.isDone) {
    phases.push({
      name: 'dependencies',
      expectedSeconds: 60,
      title: 'Installing the dependencies',
      run: async () =>
        installDependencies(children, dependencies, await open()),
    });
  }
  if (!app.isDone) {
    phases.push({
      name: 'build',
      expectedSeconds: 25,
      title: 'Building the app',
      run: async () => buildApp(children, app, await open()),
    });
  }
  return { phases, open };
}
