import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../running/problem.mjs';
import { debianImage } from '../image.mjs';
import { outputOf } from '../runCommand.mjs';

/**
 * A root file system with MySQL and HAProxy.
 *
 * @returns {Promise<import('../image.mjs').Image & { version: string }>}
 */
export async function findMySqlImage() {
  const image = await debianImage({
    packages: ['mysql-server-core', 'mysql-client-core', 'haproxy'],
    program: 'usr/sbin/mysqld',
  });
  if (image === undefined)
    throw new Problem(
      'The drill needs a real MySQL: install debootstrap, which fetches one from Debian, and start again.',
    );
  await nameUser(image.root);
  const text = await outputOf('chroot', [image.root, 'mysqld', '--version']);
  return { ...image, version: /Ver (\d+\.\d+\.\d+)/.exec(text)?.[1] ?? text };
}

/**
 * As the official image names the user that the server runs as, by which the chart's scripts log in. Debian's package of the
 * server names one as well, or not, as its build likes; the first line of a number counts.
 *
 * @param {string} root
 */
async function nameUser(root) {
  const file = join(root, 'etc/passwd');
  const line = 'mysql:x:999:999::/var/lib/mysql:/bin/false\n';
  const text = await readFile(file, 'utf8');
  if (!text.startsWith(line)) await writeFile(file, line + text);
}
