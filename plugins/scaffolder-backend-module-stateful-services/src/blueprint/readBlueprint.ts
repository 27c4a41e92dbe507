import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Blueprint, RepositoryFile } from './blueprint';

const MANIFEST = 'blueprint.yaml';

const manifestSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
});

async function readAssets(root: string): Promise<RepositoryFile[]> {
  const entries = await fs.readdir(root, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries.filter(
    entry =>
      entry.isFile() &&
      path.join(entry.parentPath, entry.name) !== path.join(root, MANIFEST),
  );
  return Promise.all(
    files.map(async entry => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        path: path.relative(root, file).split(path.sep).join('/'),
        content: await fs.readFile(file, 'utf8'),
        // By name: a package manager does not keep the mode of every file.
        ...(entry.name.endsWith('.sh') && { executable: true }),
      };
    }),
  );
}

/** Reads the blueprint of an engine from the files of this package. */
export async function readBlueprint(engine: 'redis'): Promise<Blueprint> {
  const root = resolvePackagePath(
    'backstage-plugin-scaffolder-backend-module-stateful-services',
    'blueprints',
    engine,
  );
  const manifest = manifestSchema.parse(
    parse(await fs.readFile(path.join(root, MANIFEST), 'utf8')),
  );
  const assets = await readAssets(root);
  return {
    ...manifest,
    assets: assets.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
