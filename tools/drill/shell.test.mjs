import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Shells, quoted } from './shell.mjs';

let started = 0;
const shells = new Shells(() => {
  started += 1;
  return spawn('sh', { stdio: 'pipe', detached: true });
});
after(() => shells.end());

test('one shell tells of each command what it said and how it ended', async () => {
  const words = ['printf', '%s,', "it's", 'a b', '$HOME', 'two\nlines'];
  assert.deepEqual(await shells.run(quoted(words), 5_000), {
    code: 0,
    output: "it's,a b,$HOME,two\nlines,",
    problem: '',
  });
  assert.deepEqual(await shells.run('echo bad >&2; (exit 3)', 5_000), {
    code: 3,
    output: '',
    problem: 'bad\n',
  });
  assert.equal(started, 1);
});

test('commands at the same time do not wait for each other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shells-'));
  after(() => rm(folder, { recursive: true }));
  const pipe = quoted([join(folder, 'pipe')]);
  await shells.run(`mkfifo ${pipe}`, 5_000);
  // Who reads from the pipe waits for who writes to it.
  const [read, write] = await Promise.all([
    shells.run(`cat ${pipe}`, 10_000),
    shells.run(`echo told >${pipe}`, 10_000),
  ]);
  assert.equal(read.output, 'told\n');
  assert.equal(write.code, 0);
});

test('what takes too long is ended, and the next command is run all the same', async () => {
  assert.equal((await shells.run('sleep 60', 100)).code, -1);
  assert.equal((await shells.run('true', 5_000)).code, 0);
});
