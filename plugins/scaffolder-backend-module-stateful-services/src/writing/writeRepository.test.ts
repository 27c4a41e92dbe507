import { ConflictError, InputError } from '@backstage/errors';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { writeRepository } from './writeRepository';

const FILES = [
  { path: 'README.md', content: 'read me\n' },
  { path: 'scripts/run.sh', content: 'true\n', executable: true },
];

describe('writeRepository', () => {
  const directory = createMockDirectory();
  beforeEach(() => directory.setContent({ workspace: {} }));

  const write = (change: Partial<Parameters<typeof writeRepository>[0]> = {}) =>
    writeRepository({
      workspacePath: directory.resolve('workspace'),
      targetPath: 'repository',
      files: FILES,
      ...change,
    });

  it('writes all files, scripts as programs', async () => {
    await write({ targetPath: 'out/repository' });
    expect(directory.content()).toEqual({
      workspace: {
        out: {
          repository: {
            'README.md': 'read me\n',
            scripts: { 'run.sh': 'true\n' },
          },
        },
      },
    });
    const { mode } = await fs.stat(
      directory.resolve('workspace/out/repository/scripts/run.sh'),
    );
    expect(mode & 0o111).toBe(0o111);
  });

  it('takes an empty folder, and one that it filled before', async () => {
    directory.setContent({ workspace: { repository: {} } });
    const first = await write();
    await expect(write()).resolves.toBe(first);
  });

  it.each([
    ['another file', { 'notes.txt': 'mine' }],
    [
      'a changed file',
      { 'README.md': 'changed\n', scripts: { 'run.sh': 'true\n' } },
    ],
  ])('refuses a folder that holds %s, and leaves it', async (_, repository) => {
    directory.setContent({ workspace: { repository } });
    await expect(write()).rejects.toThrow(
      new ConflictError(
        'Cannot write the repository to "repository": it exists in the workspace and is not empty. Choose another targetPath.',
      ),
    );
    expect(directory.content()).toEqual({ workspace: { repository } });
  });

  it.each(['../outside', '/etc', 'a/../../outside'])(
    'refuses the path %s, which leaves the workspace',
    async targetPath => {
      const refusal = await write({ targetPath }).catch(error => error);
      expect(refusal).toBeInstanceOf(InputError);
      expect(refusal.message).toContain(
        `Invalid targetPath "${targetPath}": it must be a folder inside the workspace.`,
      );
      expect(directory.content()).toEqual({ workspace: {} });
    },
  );

  it('refuses a path that leaves the workspace by a link', async () => {
    directory.setContent({ workspace: {}, outside: {} });
    await fs.symlink(
      directory.resolve('outside'),
      directory.resolve('workspace/link'),
    );
    await expect(write({ targetPath: 'link/repository' })).rejects.toThrow(
      InputError,
    );
    expect(await fs.readdir(directory.resolve('outside'))).toEqual([]);
  });

  it('refuses the workspace itself', async () => {
    await expect(write({ targetPath: '.' })).rejects.toThrow(
      'not the workspace itself',
    );
  });

  it.each([
    ['a file cannot be written', 'scripts'],
    ['a path of the plan leaves the repository', '../escaped.txt'],
  ])('leaves nothing behind when %s', async (_, path) => {
    await expect(
      write({
        targetPath: 'new/folder/repository',
        files: [...FILES, { path, content: '' }],
      }),
    ).rejects.toThrow();
    expect(directory.content()).toEqual({ workspace: {} });
  });

  it('leaves nothing behind when the task is cancelled', async () => {
    await expect(
      write({ signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
    expect(directory.content()).toEqual({ workspace: {} });
  });
});
