import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

const module = name => JSON.stringify(new URL(name, import.meta.url).href);

/** Enters a command in a process of its own. */
function enter(load, nodeVersion) {
  const source = `
    import { enter } from ${module('enter.mjs')};
    import { Problem } from ${module('problem.mjs')};
    await enter(${load}${nodeVersion === undefined ? '' : `, '${nodeVersion}'`});`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', source],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('a command', () => {
  it('says which Node it needs when Node is too old, and loads nothing', () => {
    const { status, stdout, stderr } = enter(
      `async () => console.log('loaded')`,
      '18.20.4',
    );
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^This project needs Node 20 or newer and was started with Node 18\.20\.4; .*\n$/,
    );
  });

  it('runs with the oldest Node that will do', () => {
    const { status, stdout } = enter(
      `async () => ({ main: async () => console.log('ran') })`,
      '20.0.0',
    );
    assert.deepEqual({ status, stdout }, { status: 0, stdout: 'ran\n' });
  });

  it('shows a problem as one sentence without a stack', () => {
    const { status, stderr } = enter(
      `async () => ({ main: async () => { throw new Problem('The port is taken.'); } })`,
    );
    assert.deepEqual(
      { status, stderr },
      { status: 1, stderr: 'The port is taken.\n' },
    );
  });

  it('says that the disk is full when it cannot write itself', () => {
    const { status, stderr } = enter(
      `async () => ({ main: async () => { throw Object.assign(new Error('write'), { code: 'ENOSPC' }); } })`,
    );
    assert.deepEqual(
      { status, stderr },
      {
        status: 1,
        stderr: 'The disk is full; free some space and start again.\n',
      },
    );
  });

  it('shows a mistake of its own with the place where it happened', () => {
    const { status, stderr } = enter(
      `async () => ({ main: async () => { throw new TypeError('oops'); } })`,
    );
    assert.equal(status, 1);
    assert.match(stderr, /TypeError: oops\n\s+at /);
  });
});
