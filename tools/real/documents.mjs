import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps documents of a Go module beside the binaries, as one file.
 *
 * @param {{ module: string, documents: readonly string[], file: string }} what
 *   `documents`: paths in the module; `file`: the name that they get together
 * @returns {(goModFolder: string, place: string) => Promise<void>}
 *   takes the folder whose go.mod requires the module, and the folder that gets the file
 */
export function keepDocuments({ module, documents, file }) {
  return async (goModFolder, place) => {
    const answer = execFileSync('go', ['mod', 'download', '-json', module], {
      cwd: goModFolder,
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '-mod=readonly' },
    });
    const folder = JSON.parse(answer).Dir;
    const texts = await Promise.all(
      documents.map(name => readFile(join(folder, name), 'utf8')),
    );
    await writeFile(join(place, file), texts.join('\n---\n'));
  };
}
