import { statfs } from 'node:fs/promises';
import { Problem } from './problem.mjs';

const gibibyte = 1024 ** 3;

/**
 * Refuses to begin what would fill the disk half way.
 *
 * @param {string} directory an existing directory on the disk in question
 * @param {{ neededGibibytes: number, purpose: string }} need
 */
export async function checkDiskSpace(directory, { neededGibibytes, purpose }) {
  const { bavail, bsize } = await statfs(directory);
  const freeGibibytes = (bavail * bsize) / gibibyte;
  if (freeGibibytes >= neededGibibytes) return;
  throw new Problem(
    `${purpose} needs ${neededGibibytes} GiB of disk space, but only ${freeGibibytes.toFixed(1)} GiB are free where ${directory} is; free some space and start again.`,
  );
}
