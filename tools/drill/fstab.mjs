import { join } from 'node:path';

/**
 * @param {string} root of the container
 * @param {readonly (readonly string[])[]} mounts
 * @returns {string} all of them as lines of an fstab file, the root first
 */
export function fstabOf(root, mounts) {
  const lines = [
    [root, root, 'none', 'bind'],
    ...mounts.map(([from, to, access]) => [
      ...[from, join(root, to)],
      ...['none', `bind,${access}`],
    ]),
    ['proc', join(root, 'proc'), 'proc'],
  ];
  const escaped = word => word.replaceAll(' ', String.raw`\040`);
  return lines.map(words => `${words.map(escaped).join(' ')}\n`).join('');
}
