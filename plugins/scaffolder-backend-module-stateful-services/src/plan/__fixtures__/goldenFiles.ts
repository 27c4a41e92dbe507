import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { promises as fs } from 'node:fs';
import path from 'node:path';

const GOLDEN = resolvePackagePath(
  'backstage-plugin-scaffolder-backend-module-stateful-services',
  'src/plan/__golden__',
);

async function readFiles(directory: string): Promise<Record<string, string>> {
  const entries = await fs.readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  return Object.fromEntries(
    await Promise.all(
      entries
        .filter(entry => entry.isFile())
        .map(async entry => {
          const file = path.join(entry.parentPath, entry.name);
          return [
            path.relative(directory, file),
            await fs.readFile(file, 'utf8'),
          ];
        }),
    ),
  );
}

async function replaceFiles(
  directory: string,
  files: Record<string, string>,
): Promise<void> {
  await fs.rm(directory, { recursive: true, force: true });
  for (const [file, content] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(directory, file)), {
      recursive: true,
    });
    await fs.writeFile(path.join(directory, file), content);
  }
}

/** The files that are expected under a name; with UPDATE_GOLDEN set, these ones are from now on. */
export async function goldenFiles(
  name: string,
  files: Record<string, string>,
): Promise<Record<string, string>> {
  const directory = path.join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN) {
    await replaceFiles(directory, files);
  }
  return readFiles(directory);
}
