import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { RepositoryFile } from 'backstage-plugin-stateful-services-node';
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';

interface WriteOptions {
  readonly workspacePath: string;
  /** Relative to the workspace. */
  readonly targetPath: string;
  readonly files: readonly RepositoryFile[];
  readonly signal?: AbortSignal;
}

function resolveTarget({ workspacePath, targetPath }: WriteOptions): string {
  let target: string;
  try {
    target = resolveSafeChildPath(workspacePath, targetPath);
  } catch (cause) {
    throw new InputError(
      `Invalid targetPath ${JSON.stringify(
        targetPath,
      )}: it must be a folder inside the workspace.`,
      cause,
    );
  }
  if (path.relative(workspacePath, target) === '') {
    throw new InputError(
      `Invalid targetPath ${JSON.stringify(
        targetPath,
      )}: it must be a folder inside the workspace, not the workspace itself.`,
    );
  }
  return target;
}

async function holdsExactly(
  directory: string,
  files: readonly RepositoryFile[],
): Promise<boolean> {
  const entries = await fs.readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  const present = entries.filter(entry => !entry.isDirectory());
  if (present.length !== files.length) {
    return false;
  }
  const equal = await Promise.all(
    files.map(async file => {
      const content = await fs
        .readFile(path.join(directory, file.path), 'utf8')
        .catch(() => undefined);
      return content === file.content;
    }),
  );
  return equal.every(Boolean);
}

async function isFree(target: string): Promise<boolean> {
  const stat = await fs.lstat(target).catch(error => {
    if (error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  });
  if (!stat) {
    return true;
  }
  return stat.isDirectory() && (await fs.readdir(target)).length === 0;
}

async function writeFiles(
  directory: string,
  { files, signal }: WriteOptions,
): Promise<void> {
  for (const file of files) {
    signal?.throwIfAborted();
    const destination = resolveSafeChildPath(directory, file.path);
    await fs.mkdir(path.dirname(destination), { recursive: true });
    await fs.writeFile(destination, file.content, {
      flag: 'wx',
      mode: file.executable ? 0o755 : 0o644,
    });
  }
}

/**
 * Writes all files into a folder of the workspace, or nothing at all: they appear under their name in one step.
 *
 * @remarks A folder that already holds exactly these files is left as it is, so that a task which is resumed after the
 * files were written does not fail.
 * @returns The folder.
 * @throws InputError when the path leaves the workspace, ConflictError when the folder holds anything else.
 */
export async function writeRepository(options: WriteOptions): Promise<string> {
  const target = resolveTarget(options);
  if (!(await isFree(target))) {
    const isDone =
      (await fs.stat(target)).isDirectory() &&
      (await holdsExactly(target, options.files));
    if (isDone) {
      return target;
    }
    throw new ConflictError(
      `Cannot write the repository to ${JSON.stringify(
        options.targetPath,
      )}: it exists in the workspace and is not empty. Choose another targetPath.`,
    );
  }
  const firstMade = await fs.mkdir(path.dirname(target), { recursive: true });
  const partial = path.join(
    path.dirname(target),
    `.${path.basename(target)}-${randomBytes(4).toString('hex')}.partial`,
  );
  try {
    await fs.mkdir(partial);
    await writeFiles(partial, options);
    await fs.rename(partial, target);
  } catch (error) {
    await fs.rm(firstMade ?? partial, { recursive: true, force: true });
    throw error;
  }
  return target;
}
