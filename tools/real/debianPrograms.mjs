import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../running/problem.mjs';
import { runTool } from '../running/runTool.mjs';
import { moveInto } from '../running/moveInto.mjs';
import { onPath } from '../running/onPath.mjs';

/**
 * Programs that have no Go module to be built from here (shellcheck is Haskell, promtool alone would take minutes), and the
 * Debian package of each.
 *
 * @type {readonly DebianProgram[]}
 * @typedef {{ name: string, package: string }} DebianProgram
 */
export const debianPrograms = [
  { name: 'shellcheck', package: 'shellcheck' },
  { name: 'promtool', package: 'prometheus' },
];

const place = (cache, program) => join(cache, program.name);
const binaries = (cache, program) => join(place(cache, program), 'usr', 'bin');

/**
 * @param {string} cache
 * @param {DebianProgram} program
 * @returns {Promise<string | undefined>} that of the system, or the one that was unpacked before
 */
export async function findDebianProgram(cache, program) {
  return (
    (await onPath(program.name)) ??
    onPath(program.name, binaries(cache, program))
  );
}

/**
 * Unpacks the package of a Debian system beside the other tools; that needs no rights and changes nothing in the system.
 *
 * @remarks The npm packages of these names only download a binary from elsewhere, which a closed network does not allow.
 * @param {import('../running/children.mjs').Children} children
 * @param {string} cache
 * @param {DebianProgram} program
 */
export async function unpackDebianProgram(children, cache, program) {
  const advice = 'install it with the package manager of this system.';
  if ((await onPath('apt-get')) === undefined) {
    throw new Problem(
      `${program.name} is needed by the checks of the generated repositories; ${advice}`,
    );
  }
  const aside = join(cache, `.${program.name}.${process.pid}`);
  await mkdir(join(aside, 'unpacked'), { recursive: true });
  const run = (command, args) =>
    runTool(children, {
      doing: `Fetching ${program.name}`,
      command,
      args,
      directory: aside,
      environment: process.env,
      source: 'the package archive of this system',
    });
  try {
    await run('apt-get', ['download', program.package]);
    const archive = (await readdir(aside)).find(name => name.endsWith('.deb'));
    if (archive === undefined)
      throw new Problem(`apt-get downloaded no ${program.package}; ${advice}`);
    await run('dpkg-deb', ['-x', archive, 'unpacked']);
    await moveInto(place(cache, program), join(aside, 'unpacked'));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
