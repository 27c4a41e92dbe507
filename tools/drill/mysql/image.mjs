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
  const text = await outputOf('chroot', [image.root, 'mysqld', '--version']);
  return { ...image, version: /Ver (\d+\.\d+\.\d+)/.exec(text)?.[1] ?? text };
}
