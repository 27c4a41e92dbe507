import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { onPath } from '../../running/onPath.mjs';
import { Problem } from '../../running/problem.mjs';
import {
  debianImage,
  imageOfThisMachine,
  ownPrograms,
  writeProgram,
} from '../image.mjs';
import { outputOf } from '../runCommand.mjs';

/**
 * A root file system with Redis or Valkey: of Debian where that can be had, else with the one of this machine.
 *
 * @param {string} work folder for what belongs to this run alone
 * @param {'redis' | 'valkey'} distribution which its programs are named after
 * @param {string} [suite] of Debian
 * @returns {Promise<import('../image.mjs').Image & { version: string, title: string }>} `title`: such as `Redis 8.0.6`
 */
export async function findRedisImage(work, distribution, suite) {
  const server = `${distribution}-server`;
  const debian = await debianImage({
    packages: [server],
    program: join('usr/bin', server),
    suite,
  });
  const image = debian ?? (await imageWithOwn(server, work));
  await addOwnPrograms(image.root, distribution);
  const told = debian
    ? await outputOf('chroot', [debian.root, server, '--version'])
    : await outputOf(server, ['--version']);
  const version = /v=(\S+)/.exec(told)?.[1] ?? told.trim();
  const title = `${distribution === 'redis' ? 'Redis' : 'Valkey'} ${version}`;
  return { ...image, version, title };
}

/** @param {string} server @param {string} work */
async function imageWithOwn(server, work) {
  if ((await onPath(server)) === undefined) {
    throw new Problem(
      `The drill needs a real ${server}: install debootstrap, which fetches one from Debian, or ${server}, and start again.`,
    );
  }
  return imageOfThisMachine(work);
}

/** @param {string} root @param {string} distribution */
async function addOwnPrograms(root, distribution) {
  const folder = join(root, ownPrograms);
  await writeProgram(
    join(folder, 'docker-entrypoint.sh'),
    '#!/bin/sh\numask 0077\nexec "$@"\n',
  );
  await symlink(
    `/usr/bin/${distribution}-server`,
    join(folder, `${distribution}-sentinel`),
  ).catch(error => {
    if (error.code !== 'EEXIST') throw error;
  });
}
