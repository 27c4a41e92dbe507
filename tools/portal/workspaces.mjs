import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {{ name: string, directory: string, dependencies: readonly string[] }} Workspace
 *   `dependencies`: names of the other workspaces that it needs at run time
 */

/**
 * @param {string} directory the checkout
 * @returns {Promise<Workspace[]>}
 */
export async function readWorkspaces(directory) {
  const folders = await Promise.all(
    ['packages', 'plugins'].map(async parent =>
      (await readdir(join(directory, parent))).map(name =>
        join(directory, parent, name),
      ),
    ),
  );
  const found = await Promise.all(folders.flat().map(readWorkspace));
  return found.filter(workspace => workspace !== undefined);
}

/** @param {string} directory @returns {Promise<Workspace | undefined>} */
async function readWorkspace(directory) {
  const text = await readFile(join(directory, 'package.json'), 'utf8').catch(
    () => undefined,
  );
  if (text === undefined) return undefined;
  const { name, dependencies = {} } = JSON.parse(text);
  const isWorkspace = ([, range]) => range.startsWith('workspace:');
  return {
    name,
    directory,
    dependencies: Object.entries(dependencies)
      .filter(isWorkspace)
      .map(([key]) => key),
  };
}

/**
 * A workspace together with all that it needs, directly or not.
 *
 * @param {readonly Workspace[]} workspaces
 * @param {string} name
 */
export function closureOf(workspaces, name) {
  const byName = new Map(
    workspaces.map(workspace => [workspace.name, workspace]),
  );
  const reached = new Set([name]);
  for (const next of reached)
    byName
      .get(next)
      ?.dependencies.forEach(dependency => reached.add(dependency));
  return workspaces.filter(workspace => reached.has(workspace.name));
}

const generated = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  'e2e-tests',
]);

/**
 * The files of a workspace that its build reads.
 *
 * @param {string} directory
 * @returns {Promise<string[]>} absolute paths
 */
export async function sourceFiles(directory) {
  const entries = await readdir(directory, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(
        entry =>
          !generated.has(entry.name) && !/\.test\.[a-z]+$/.test(entry.name),
      )
      .map(entry => {
        const path = join(directory, entry.name);
        return entry.isDirectory() ? sourceFiles(path) : [path];
      }),
  );
  return nested.flat();
}
