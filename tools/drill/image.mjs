import {
  access,
  chmod,
  mkdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { onPath } from '../running/onPath.mjs';
import { Problem } from '../running/problem.mjs';
import { toolCache } from '../running/toolCache.mjs';
import { outputOf, runCommand } from './runCommand.mjs';

/** Where the stand-ins for what only the official image has are found inside of the root. */
export const ownPrograms = '/opt/image';

/**
 * @typedef {{ root: string, mounts: readonly [string, string][], version: string }} Image
 *   `root`: the folder that containers take as their root; `mounts`: folders of this machine that it shows, by place
 */

/**
 * A root file system with Redis: of Debian sid where that can be had, else with the Redis of this machine.
 *
 * @param {string} work folder for what belongs to this run alone
 * @returns {Promise<Image>}
 */
export async function findRedisImage(work) {
  const image = (await debianImage()) ?? (await imageOfThisMachine(work));
  await addOwnPrograms(image.root);
  const shown = ['bin', 'sbin', 'lib', 'lib64', 'usr', 'proc', 'etc', 'dev'];
  await Promise.all(
    shown.map(name =>
      mkdir(join(image.root, name), { recursive: true }).catch(() => {}),
    ),
  );
  return image;
}

/** @returns {Promise<Image | undefined>} nothing when Debian cannot be had */
async function debianImage() {
  const root = join(toolCache(), 'debian-sid-redis-server');
  if (!(await isThere(join(root, 'usr/bin/redis-server')))) {
    if ((await onPath('debootstrap')) === undefined) return undefined;
    console.error('Fetching Redis from Debian sid (once, about 40 s)');
    const aside = `${root}.${process.pid}`;
    const { code } = await runCommand(
      'debootstrap',
      ['--variant=minbase', '--include=redis-server', 'sid', aside],
      { timeoutMs: 600_000 },
    );
    if (code === 0) await rename(aside, root);
    else await rm(aside, { recursive: true, force: true });
    if (code !== 0) return undefined;
  }
  const version = await outputOf('chroot', [root, 'redis-server', '--version']);
  return { root, mounts: [], version: versionIn(version) };
}

/** @param {string} work @returns {Promise<Image>} */
async function imageOfThisMachine(work) {
  if ((await onPath('redis-server')) === undefined) {
    throw new Problem(
      'The drill needs a real Redis: install debootstrap, which fetches one from Debian, or redis-server, and start again.',
    );
  }
  const root = join(work, 'root');
  await mkdir(root);
  for (const name of ['bin', 'sbin', 'lib', 'lib64'])
    await symlink(join('usr', name), join(root, name));
  const version = await outputOf('redis-server', ['--version']);
  return {
    root,
    mounts: [
      ['/usr', '/usr'],
      ['/etc', '/etc'],
    ],
    version: versionIn(version),
  };
}

/** @param {string} root */
async function addOwnPrograms(root) {
  const folder = join(root, ownPrograms);
  await mkdir(folder, { recursive: true });
  const entrypoint = join(folder, 'docker-entrypoint.sh');
  await writeFile(entrypoint, '#!/bin/sh\numask 0077\nexec "$@"\n');
  await chmod(entrypoint, 0o755);
  await symlink('/usr/bin/redis-server', join(folder, 'redis-sentinel')).catch(
    error => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
}

/** @param {string} text */
function versionIn(text) {
  return /v=(\S+)/.exec(text)?.[1] ?? text.trim();
}

/** @param {string} file */
function isThere(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
