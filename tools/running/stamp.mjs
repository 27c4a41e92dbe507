import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';

/**
 * A file that says from which inputs a result was made. It is written last, so a result without it is unfinished.
 */
export class Stamp {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
  }

  /** @returns {Promise<string | undefined>} */
  read() {
    return readFile(this.file, 'utf8').catch(() => undefined);
  }

  clear() {
    return rm(this.file, { force: true });
  }

  /** @param {string} value */
  async write(value) {
    await mkdir(dirname(this.file), { recursive: true });
    await writeFile(this.file, value);
  }
}

/**
 * One hash over the names and contents of files and over some extra words.
 *
 * @param {string} directory the files are named relative to it, so a moved checkout has the same hash
 * @param {readonly string[]} files absolute paths; their order does not matter
 * @param {readonly string[]} [words]
 */
export async function hashFiles(directory, files, words = []) {
  const hash = createHash('sha256').update(JSON.stringify(words));
  for (const file of [...files].sort()) {
    const content = createHash('sha256').update(await readFile(file));
    hash.update(`${relative(directory, file)}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}
