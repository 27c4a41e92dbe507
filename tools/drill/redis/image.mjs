import { chmod, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onPath } from '../../running/onPath.mjs';
import { Problem } from '../../running/problem.mjs';
import { debianImage, imageOfThisMachine, ownPrograms } from '../image.mjs';
import { outputOf } from '../runCommand.mjs';

/**
 * A root file system with Redis: of Debian sid where that can be had, else with the Redis of this machine.
 *
 * @param {string} work folder for what belongs to this run alone
 * @returns {Promise<import('../image.mjs').Image & { version: string }>}
 */
export async function findRedisImage(work) {
  const debian = await debianImage({
    packages: ['redis-server'],
    program: 'usr/bin/redis-server',
  });
  const image = debian ?? (await imageWithOwnRedis(work));
  await addOwnPrograms(image.root);
  const version = debian
    ? await outputOf('chroot', [debian.root, 'redis-server', '--version'])
    : await outputOf('redis-server', ['--version']);
  return { ...image, version: /v=(\S+)/.exec(version)?.[1] ?? version.trim() };
}

/** @param {string} work */
async function imageWithOwnRedis(work) {
  if ((await onPath('redis-server')) === undefined) {
    throw new Problem(
      'The drill needs a real Redis: install debootstrap, which fetches one from Debian, or redis-server, and start again.',
    );
  }
  return imageOfThisMachine(work);
}

/** @param {string} root */
async function addOwnPrograms(root) {
  const folder = join(root, ownPrograms);
  const entrypoint = join(folder, 'docker-entrypoint.sh');
  await writeFile(entrypoint, '#!/bin/sh\numask 0077\nexec "$@"\n');
  await chmod(entrypoint, 0o755);
  await symlink('/usr/bin/redis-server', join(folder, 'redis-sentinel')).catch(
    error => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
}
