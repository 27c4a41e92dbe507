import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { ConflictError, InputError } from '@backstage/errors';
import git from 'isomorphic-git';
import fs from 'node:fs';
import { createPublishLocalAction } from './publishLocal';

const SOURCE = {
  'catalog-info.yaml': 'kind: Component\n',
  scripts: { 'run.sh': 'true\n' },
};

describe('statefulServices:repo:publishLocal', () => {
  const directory = createMockDirectory();
  beforeEach(() =>
    directory.setContent({ workspace: { repository: SOURCE }, published: {} }),
  );

  async function run(
    input: { name: string; sourcePath?: string },
    task = { id: 'task-1' },
  ) {
    const output = jest.fn();
    await createPublishLocalAction({
      directory: directory.resolve('published'),
      baseUrl: 'http://localhost:7007/local-repositories',
      author: { name: 'Portal', email: 'portal@example.com' },
    }).handler({
      ...createMockActionContext({
        input,
        task,
        workspacePath: directory.resolve('workspace'),
      }),
      output,
    });
    return Object.fromEntries(output.mock.calls);
  }

  const published = () => fs.readdirSync(directory.resolve('published'));

  it('makes a repository of one commit, and says where it is', async () => {
    fs.chmodSync(
      directory.resolve('workspace/repository/scripts/run.sh'),
      0o755,
    );
    const output = await run({ name: 'cache' });
    const dir = directory.resolve('published/cache');
    expect(output).toEqual({
      remoteUrl: dir,
      repoContentsUrl: 'http://localhost:7007/local-repositories/cache',
      catalogInfoUrl:
        'http://localhost:7007/local-repositories/cache/catalog-info.yaml',
      commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    const log = await git.log({ fs, dir, ref: 'main' });
    expect(log.map(({ oid }) => oid)).toEqual([output.commit]);
    expect(log[0]?.commit).toMatchObject({
      message: 'Create cache\n\nScaffolder-Task: task-1\n',
      author: { name: 'Portal', email: 'portal@example.com' },
    });
    const status = await git.statusMatrix({ fs, dir });
    expect(status).toEqual([
      ['catalog-info.yaml', 1, 1, 1],
      ['scripts/run.sh', 1, 1, 1],
    ]);
    const { tree } = await git.readTree({
      fs,
      dir,
      oid: output.commit,
      filepath: 'scripts',
    });
    expect(tree[0]).toMatchObject({ path: 'run.sh', mode: '100755' });
  });

  it('finds its own publication again when the task is resumed', async () => {
    const first = await run({ name: 'cache' });
    await expect(run({ name: 'cache' })).resolves.toEqual(first);
  });

  it('refuses a name that another task took', async () => {
    const { commit } = await run({ name: 'cache' });
    const refusal = await run({ name: 'cache' }, { id: 'task-2' }).catch(
      error => error,
    );
    expect(refusal).toBeInstanceOf(ConflictError);
    expect(refusal.message).toBe(
      'The name "cache" is taken: a local repository of that name exists. Choose another name, or remove the repository.',
    );
    expect(published()).toEqual(['cache']);
    await expect(
      git.resolveRef({
        fs,
        dir: directory.resolve('published/cache'),
        ref: 'main',
      }),
    ).resolves.toBe(commit);
  });

  it('lets exactly one of two tasks have a name', async () => {
    const results = await Promise.allSettled([
      run({ name: 'cache' }, { id: 'task-1' }),
      run({ name: 'cache' }, { id: 'task-2' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(results).toContainEqual({
      status: 'rejected',
      reason: expect.any(ConflictError),
    });
    expect(published()).toEqual(['cache']);
  });

  it.each([
    [{ name: '../cache' }, 'Invalid name "../cache": it must be a DNS label'],
    [{ name: '.git' }, 'Invalid name ".git": it must be a DNS label'],
    [
      { name: 'cache', sourcePath: '../published' },
      'Invalid sourcePath "../published": it must be a folder inside the workspace.',
    ],
    [
      { name: 'cache', sourcePath: 'nowhere' },
      'Invalid sourcePath "nowhere": there is no such folder in the workspace.',
    ],
  ])('refuses %j and publishes nothing', async (input, message) => {
    const refusal = await run(input).catch(error => error);
    expect(refusal).toBeInstanceOf(InputError);
    expect(refusal.message).toContain(message);
    expect(published()).toEqual([]);
  });

  it('refuses a link, which could show any file of the machine', async () => {
    fs.symlinkSync(
      '/etc/hostname',
      directory.resolve('workspace/repository/hostname'),
    );
    await expect(run({ name: 'cache' })).rejects.toThrow(
      'Cannot publish hostname: it is a symbolic link. Publish the file itself.',
    );
    expect(published()).toEqual([]);
  });

  it('refuses when local repositories are not configured', async () => {
    const handled = createPublishLocalAction(undefined).handler(
      createMockActionContext({ input: { name: 'cache' } }),
    );
    await expect(handled).rejects.toThrow(
      'Local repositories are not configured: set statefulServices.localRepositories.directory',
    );
  });
});
