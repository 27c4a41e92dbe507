import { ConflictError, InputError, isError } from '@backstage/errors';
import git from 'isomorphic-git';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { LocalRepositories } from './localRepositories';

interface Publication {
  /** Absolute path of the files to publish. */
  readonly source: string;
  readonly name: string;
  /** Marks the commit, so that a resumed task recognises what it published before it was interrupted. */
  readonly taskId: string;
}

function messageOf({ name, taskId }: Publication): string {
  return `Create ${name}\n\nScaffolder-Task: ${taskId}\n`;
}

/** The commit of this very publication, when it was made before. */
async function publishedBefore(
  dir: string,
  publication: Publication,
): Promise<string | undefined> {
  try {
    const [last] = await git.log({ fs, dir, depth: 1 });
    return last?.commit.message === messageOf(publication)
      ? last.oid
      : undefined;
  } catch {
    // Not a repository: then it is not ours, and the name is taken.
    return undefined;
  }
}

/** A link could point outside the workspace, to a file that would then be served. */
async function copyFiles(source: string, destination: string): Promise<void> {
  await fs.promises.cp(source, destination, {
    recursive: true,
    filter: async file => {
      const relative = path.relative(source, file);
      if ((await fs.promises.lstat(file)).isSymbolicLink()) {
        throw new InputError(
          `Cannot publish ${relative}: it is a symbolic link. Publish the file itself.`,
        );
      }
      return relative !== '.git';
    },
  });
}

function isTaken(error: unknown): boolean {
  return (
    isError(error) &&
    'code' in error &&
    (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
  );
}

async function commitAll(
  dir: string,
  publication: Publication,
  author: LocalRepositories['author'],
): Promise<string> {
  await git.init({ fs, dir, defaultBranch: 'main' });
  await git.add({ fs, dir, filepath: '.' });
  return git.commit({ fs, dir, author, message: messageOf(publication) });
}

/**
 * Publishes a folder as a repository with one commit, under its name or not at all.
 *
 * @returns The id of the commit.
 * @throws ConflictError when the name is taken.
 */
export async function publishRepository(
  publication: Publication,
  { directory, author }: LocalRepositories,
): Promise<string> {
  const target = path.join(directory, publication.name);
  const taken = new ConflictError(
    `The name ${JSON.stringify(
      publication.name,
    )} is taken: a local repository of that name exists. Choose another name, or remove the repository.`,
  );
  if (fs.existsSync(target)) {
    const commit = await publishedBefore(target, publication);
    if (commit) {
      return commit;
    }
    throw taken;
  }
  await fs.promises.mkdir(directory, { recursive: true });
  const partial = path.join(
    directory,
    `.${publication.name}-${randomBytes(4).toString('hex')}.partial`,
  );
  try {
    await copyFiles(publication.source, partial);
    const commit = await commitAll(partial, publication, author);
    await fs.promises.rename(partial, target);
    return commit;
  } catch (error) {
    await fs.promises.rm(partial, { recursive: true, force: true });
    // Somebody else was faster.
    throw isTaken(error) ? taken : error;
  }
}
