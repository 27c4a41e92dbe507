import {
  access,
  mkdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { onPath } from '../running/onPath.mjs';
import { toolCache } from '../running/toolCache.mjs';
import { runCommand } from './runCommand.mjs';

/** Where the stand-ins for what only the official image has are found inside of the root. */
export const ownPrograms = '/opt/image';

/**
 * @typedef {{ root: string, mounts: readonly [string, string][], stopSignal?: NodeJS.Signals }} Image
 *   `root`: the folder that containers take as their root; `mounts`: folders of this machine that it shows, by place;
 *   `stopSignal`: that the official image asks for, if not SIGTERM
 */

/**
 * A root file system of Debian with these packages, fetched once.
 *
 * @param {{ packages: readonly string[], program: string, suite?: string }} wanted `program`: whose absence means that it must be
 *   fetched; `suite`: of Debian, sid unless an older version is asked for
 * @returns {Promise<Image | undefined>} nothing when Debian cannot be had
 */
export async function debianImage({ packages, program, suite = 'sid' }) {
  const root = join(toolCache(), `debian-${suite}-${packages.join('-')}`);
  if (!(await isThere(join(root, program)))) {
    if ((await onPath('debootstrap')) === undefined) return undefined;
    console.error(
      `Fetching ${packages.join(', ')} from Debian ${suite} (once, about 40 s)`,
    );
    const aside = `${root}.${process.pid}`;
    const { code } = await runCommand(
      'debootstrap',
      ['--variant=minbase', `--include=${packages.join(',')}`, suite, aside],
      { timeoutMs: 600_000 },
    );
    if (code === 0) await rename(aside, root);
    else await rm(aside, { recursive: true, force: true });
    if (code !== 0) return undefined;
  }
  return showPlaces({ root, mounts: [] });
}

/**
 * A root file system that shows the programs of this machine.
 *
 * @param {string} work folder for what belongs to this run alone
 * @returns {Promise<Image>}
 */
export async function imageOfThisMachine(work) {
  const root = join(work, 'root');
  await mkdir(root);
  for (const name of ['bin', 'sbin', 'lib', 'lib64'])
    await symlink(join('usr', name), join(root, name));
  return showPlaces({
    root,
    mounts: [
      ['/usr', '/usr'],
      ['/etc', '/etc'],
    ],
  });
}

/**
 * Puts a program into the image in one step: a container of another scene may just be starting it.
 *
 * @param {string} file @param {string} text
 */
export async function writeProgram(file, text) {
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, text, { mode: 0o755 });
  await rename(aside, file);
}

/** @param {Image} image */
async function showPlaces(image) {
  const shown = ['bin', 'sbin', 'lib', 'lib64', 'usr', 'proc', 'etc', 'dev'];
  await Promise.all(
    [...shown, ownPrograms].map(name =>
      mkdir(join(image.root, name), { recursive: true }).catch(() => {}),
    ),
  );
  return image;
}

/** @param {string} file */
function isThere(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
