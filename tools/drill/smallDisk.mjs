import { execFileSync } from 'node:child_process';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputOf } from './runCommand.mjs';

/**
 * Makes an own file system of a folder, which can be filled without harm to this machine.
 *
 * @param {string} folder
 * @param {number} mebibytes
 */
export async function mountSmallDisk(folder, mebibytes) {
  await mkdir(folder, { recursive: true });
  const size = `size=${mebibytes}m`;
  await outputOf('mount', ['-t', 'tmpfs', '-o', size, 'drill', folder]);
  // Before the folder of the drill is removed.
  process.prependOnceListener('exit', () =>
    execFileSync('umount', ['--lazy', folder]),
  );
  const filler = join(folder, 'filler');
  return {
    /** @param {number} [leave] how many mebibytes of what is free stay so */
    async fill(leave = 0) {
      const { bavail, bsize } = await statfs(folder);
      const block = Buffer.alloc(bavail * bsize - leave * 2 ** 20);
      await writeFile(filler, block).catch(error => {
        if (error.code !== 'ENOSPC') throw error;
      });
    },
    empty: () => rm(filler),
  };
}
