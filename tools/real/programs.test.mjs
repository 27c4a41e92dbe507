import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { onPath } from '../running/onPath.mjs';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import { Programs } from './programs.mjs';

async function folderFor(test) {
  const dir = await temporaryFolder(test);
  await mkdir(join(dir, 'logs'));
  return dir;
}

const started = async dir =>
  JSON.parse(await readFile(join(dir, 'programs.json'), 'utf8'));

describe('the programs of a control plane', () => {
  it('are ended by another process than the one that started them', async test => {
    const dir = await folderFor(test);
    const sleep = await onPath('sleep');
    const programs = new Programs(dir);
    await programs.start('one', sleep, ['600']);
    await programs.start('two', sleep, ['600']);
    const pids = (await started(dir)).map(({ pid }) => pid);
    const others = await Programs.ofFolder(dir);
    assert.equal(others.isAnyRunning(), true);
    await others.stop();
    assert.equal(programs.isAnyRunning(), false);
    for (const pid of pids)
      assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    assert.equal((await Programs.ofFolder(dir)).isAnyRunning(), false);
  });

  it('are ended one by one, and started again under the same name', async test => {
    const dir = await folderFor(test);
    const sleep = await onPath('sleep');
    const programs = new Programs(dir);
    await programs.start('one', sleep, ['600']);
    await programs.start('two', sleep, ['600']);
    const before = programs.pidOf('one');
    await programs.end('one', 'SIGKILL');
    assert.throws(() => process.kill(before, 0), { code: 'ESRCH' });
    assert.deepEqual(
      (await started(dir)).map(({ name }) => name),
      ['two'],
    );
    await programs.start('one', sleep, ['600']);
    assert.notEqual(programs.pidOf('one'), before);
    await programs.checkRunning();
    await programs.stop();
  });

  it('are not mistaken for another program that got their process id', async test => {
    const dir = await folderFor(test);
    const ours = [
      { name: 'etcd', pid: process.pid, program: '/somewhere/etcd' },
    ];
    await writeFile(join(dir, 'programs.json'), JSON.stringify(ours));
    const programs = await Programs.ofFolder(dir);
    assert.equal(programs.isAnyRunning(), false);
    await programs.stop();
  });

  it('that end by themselves are told with the end of their log', async test => {
    const dir = await folderFor(test);
    const programs = new Programs(dir);
    await programs.start('etcd', await onPath('sh'), [
      '-c',
      'echo the port is taken; exit 1',
    ]);
    while (programs.isAnyRunning())
      await new Promise(resolve => setImmediate(resolve));
    await assert.rejects(
      programs.checkRunning(),
      /etcd ended by itself; [^]*the port is taken/,
    );
  });
});
