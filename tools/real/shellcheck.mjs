import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../running/problem.mjs';
import { runTool } from '../running/runTool.mjs';
import { moveInto } from '../running/moveInto.mjs';
import { onPath } from '../running/onPath.mjs';

const place = cache => join(cache, 'shellcheck');
const program = cache => join(place(cache), 'usr', 'bin', 'shellcheck');

/**
 * @param {string} cache
 * @returns {Promise<string | undefined>} the shellcheck of the system, or the one that was unpacked before
 */
export async function findShellcheck(cache) {
  return (
    (await onPath('shellcheck')) ??
    onPath('shellcheck', join(place(cache), 'usr', 'bin'))
  );
}

/**
 * Unpacks the package of a Debian system beside the other tools; that needs no rights and changes nothing in the system.
 *
 * @remarks The npm package of this name only downloads a binary from elsewhere, which a closed network does not allow.
 * @param {import('../running/children.mjs').Children} children
 * @param {string} cache
 */
export async function unpackShellcheck(children, cache) {
  if ((await onPath('apt-get')) === undefined) {
    throw new Problem(
      'shellcheck is needed by the checks of the generated scripts; install it with the package manager of this system.',
    );
  }
  const aside = join(cache, `.shellcheck.${process.pid}`);
  await mkdir(join(aside, 'unpacked'), { recursive: true });
  const run = (command, args) =>
    runTool(children, {
      doing: 'Fetching shellcheck',
      command,
      args,
      directory: aside,
      environment: process.env,
      source: 'the package archive of this system',
    });
  try {
    await run('apt-get', ['download', 'shellcheck']);
    const archive = (await readdir(aside)).find(name => name.endsWith('.deb'));
    if (archive === undefined)
      throw new Problem(
        'apt-get downloaded no shellcheck; install it with the package manager of this system.',
      );
    await run('dpkg-deb', ['-x', archive, 'unpacked']);
    await moveInto(place(cache), join(aside, 'unpacked'));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return program(cache);
}
