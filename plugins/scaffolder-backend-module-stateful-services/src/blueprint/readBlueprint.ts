import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  Blueprint,
  RepositoryFile,
} from 'backstage-plugin-stateful-services-node';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const MANIFEST = 'blueprint.yaml';

const manifestSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** Paths of shared assets that the engine has its own file for. */
  replaces: z.array(z.string()).default([]),
  /** Paths of assets that some engines have, from the folder `optional`. */
  takes: z.array(z.string()).default([]),
});

/** Folder of a blueprint of this package: of an engine, `shared` or `optional`. */
export function ownBlueprint(name: string): string {
  return resolvePackagePath(
    'backstage-plugin-scaffolder-backend-module-stateful-services',
    'blueprints',
    name,
  );
}

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

/** An engine's file wins over a shared one of the same path only where its manifest says so. */
function join(
  shared: readonly RepositoryFile[],
  own: readonly RepositoryFile[],
  replaces: readonly string[],
): RepositoryFile[] {
  const sharedPaths = new Set(shared.map(file => file.path));
  const clashes = own
    .map(file => file.path)
    .filter(file => sharedPaths.has(file));
  const undeclared = clashes.find(file => !replaces.includes(file));
  if (undeclared) {
    throw new Error(
      `${undeclared} is a file that all repositories share: rename it, or list it under "replaces" in ${MANIFEST}`,
    );
  }
  const idle = replaces.find(file => !clashes.includes(file));
  if (idle) {
    throw new Error(
      `"replaces" in ${MANIFEST} names ${idle}, which is not both shared and the engine's own`,
    );
  }
  return [...shared.filter(file => !replaces.includes(file.path)), ...own];
}

/**
 * Reads the blueprint of an engine and joins it with what every repository has.
 *
 * @param root - absolute path of the folder with `blueprint.yaml` and the assets
 */
export async function readBlueprint(root: string): Promise<Blueprint> {
  const { replaces, takes, ...manifest } = manifestSchema.parse(
    parse(await fs.readFile(path.join(root, MANIFEST), 'utf8')),
  );
  const [shared, optional, own] = await Promise.all([
    readAssets(ownBlueprint('shared')),
    readAssets(ownBlueprint('optional')),
    readAssets(root),
  ]);
  const taken = optional.filter(file => takes.includes(file.path));
  if (taken.length < takes.length) {
    throw new Error(
      `"takes" in ${MANIFEST} names what is not there; there are ${optional
        .map(file => file.path)
        .join(', ')}`,
    );
  }
  return {
    ...manifest,
    assets: join([...shared, ...taken], own, replaces).sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
  };
}
