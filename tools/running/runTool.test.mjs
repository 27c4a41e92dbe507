import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import { Children } from './children.mjs';
import { checkDiskSpace } from './diskSpace.mjs';
import { Problem } from './problem.mjs';
import { runTool } from './runTool.mjs';

const run = (command, args) =>
  runTool(new Children(), {
    doing: 'Trying',
    command,
    args,
    directory: tmpdir(),
    environment: process.env,
  });

describe('a tool', () => {
  it('gives the end of its output when it succeeds', async () => {
    assert.match(await run('sh', ['-c', 'echo out; echo err >&2']), /out/);
  });

  it(
    'that fills the disk is explained so',
    { skip: process.platform !== 'linux' },
    async () => {
      await assert.rejects(
        run('cp', [process.execPath, '/dev/full']),
        error => {
          assert.ok(error instanceof Problem);
          assert.match(
            error.message,
            /^Trying stopped because the disk .* is full/,
          );
          return true;
        },
      );
    },
  );

  it('that does not exist is named', async () => {
    await assert.rejects(
      run('no-such-program', []),
      /^Problem: Trying needs no-such-program, which could not be run \(ENOENT\)/,
    );
  });
});

describe('disk space', () => {
  it('is enough when little is needed', async () => {
    await checkDiskSpace(tmpdir(), { neededGibibytes: 0, purpose: 'Trying' });
  });

  it('that is missing is told in numbers', async () => {
    await assert.rejects(
      checkDiskSpace(tmpdir(), { neededGibibytes: 1e9, purpose: 'Trying' }),
      /^Problem: Trying needs 1000000000 GiB of disk space, but only [\d.]+ GiB are free/,
    );
  });
});
