import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Children } from '../running/children.mjs';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import { installTools } from './installTools.mjs';
import { kubectl, pin, toolSources } from './pinnedTools.mjs';

const silent = { write: () => true };

/** Calls with another PATH, which the search for programs goes by. */
async function withPath(path, call) {
  const before = process.env.PATH;
  process.env.PATH = path;
  try {
    return await call();
  } finally {
    process.env.PATH = before;
  }
}

async function putProgram(folder, name) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), '#!/bin/sh\n');
  await chmod(join(folder, name), 0o755);
}

describe('the real tools', () => {
  it('are pinned to the versions of their go.mod', async () => {
    const versions = await Promise.all(
      [...toolSources, kubectl].map(async tool => (await pin(tool)).key),
    );
    const expected = [
      /^etcd-v3\.6\.15-[0-9a-f]{12}$/,
      /^kubernetes-v1\.36\.3-/,
      /^kwok-v0\.8\.0-/,
      /^helm-v3\.22\.0-/,
      /^helm4-v4\.3\.1-/,
      /^kube-score-v1\.20\.0-/,
      /^tflint-v0\.64\.0-/,
      /^helm-docs-v1\.14\.2-/,
      /^rclone-v1\.76\.0-/,
      /^external-snapshotter-v8\.7\.0-/,
      /^kubectl-v1\.36\.3-/,
    ];
    expected.forEach((pattern, index) =>
      assert.match(versions[index], pattern),
    );
  });

  it('say in one sentence that Go is missing when they have to be built', async test => {
    const folder = await temporaryFolder(test);
    for (const name of ['promtool', 'shellcheck'])
      await putProgram(join(folder, 'bin'), name);
    const install = () =>
      installTools(new Children(), {
        cache: join(folder, 'cache'),
        out: silent,
      });
    await assert.rejects(withPath(join(folder, 'bin'), install), {
      name: 'Problem',
      message:
        /^Go 1\.26 or newer is needed to build etcd, kube-apiserver, .*kubectl, and there is no go on the PATH; .*$/,
    });
  });

  it('that are built already are gathered in one folder without Go', async test => {
    const folder = await temporaryFolder(test);
    const cache = join(folder, 'cache');
    for (const name of ['kubectl', 'promtool', 'shellcheck'])
      await putProgram(join(folder, 'bin'), name);
    for (const tool of await Promise.all(toolSources.map(pin))) {
      await mkdir(join(cache, tool.key), { recursive: true });
      for (const name of Object.keys(tool.packages))
        await putProgram(join(cache, tool.key), name);
    }
    const install = () =>
      withPath(join(folder, 'bin'), () =>
        installTools(new Children(), { cache, out: silent }),
      );
    const tools = await install();
    assert.deepEqual((await readdir(tools)).sort(), [
      ...[
        'etcd',
        'helm',
        'helm-docs',
        'helm4',
        'kube-apiserver',
        'kube-controller-manager',
        'kube-scheduler',
        'kube-score',
      ],
      ...['kubectl', 'kwok', 'promtool', 'rclone', 'shellcheck', 'tflint'],
    ]);
    assert.equal(
      await readlink(join(tools, 'kubectl')),
      join(folder, 'bin', 'kubectl'),
    );
    assert.equal(await install(), tools);
  });
});
