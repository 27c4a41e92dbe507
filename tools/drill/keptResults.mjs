import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { checkout } from '../running/checkout.mjs';
import { drillsPage } from './report.mjs';

const folder = join(checkout, 'tools/drill/results');

/** @typedef {Parameters<typeof drillsPage>[0][number]} Run */

/** @returns {Promise<Run[]>} what the documentation was made from */
export async function readKept() {
  const files = (await readdir(folder)).sort();
  return Promise.all(
    files.map(async file =>
      JSON.parse(await readFile(join(folder, file), 'utf8')),
    ),
  );
}

/**
 * Keeps these runs in place of former ones, and makes the documentation from all that are kept.
 *
 * @param {readonly Run[]} runs
 */
export async function writeDocs(runs) {
  await mkdir(folder, { recursive: true });
  for (const run of runs) {
    const file = `${run.engine}-${run.topology}.json`;
    await writeFormatted(join(folder, file), toJson(run));
  }
  const page = drillsPage(await readKept());
  await writeFormatted(join(checkout, 'docs/drills.md'), page);
}

/** Written as the check of the format wants it. */
async function writeFormatted(file, text) {
  const options = await resolveConfig(file);
  await writeFile(file, await format(text, { ...options, filepath: file }));
}

/** @param {unknown} value */
export const toJson = value => `${JSON.stringify(value, null, 2)}\n`;
