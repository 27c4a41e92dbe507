import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/**
 * Where a program is on the PATH.
 *
 * @param {string} name
 * @param {string} [path] as in the environment variable
 * @returns {Promise<string | undefined>}
 */
export async function onPath(name, path = process.env.PATH ?? '') {
  for (const folder of path.split(delimiter).filter(part => part !== '')) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}
