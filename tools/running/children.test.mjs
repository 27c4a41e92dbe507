import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Children } from './children.mjs';

const firstLine = async stream =>
  (await once(createInterface({ input: stream }), 'line'))[0];

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process that nobody waits for stays visible for a moment after its end. */
async function waitUntilGone(pid) {
  while (isAlive(pid)) await delay(10);
}

/** A shell that starts a process of its own and prints its id. */
const nested = 'sleep 600 & echo $!; wait';

describe('children', { timeout: 30_000 }, () => {
  it('end together with what they have started themselves', async () => {
    const children = new Children();
    const shell = children.start('sh', ['-c', nested]);
    const grandchild = Number(await firstLine(shell.stdout));
    assert.ok(isAlive(grandchild));
    await children.endAll();
    await waitUntilGone(grandchild);
    assert.equal(shell.signalCode, 'SIGTERM');
  });

  it('end by force when they do not want to', async () => {
    const children = new Children({ patienceMs: 100 });
    const stubborn = children.start('sh', [
      '-c',
      'trap "" TERM; echo ready; while :; do sleep 1; done',
    ]);
    await firstLine(stubborn.stdout);
    await children.endAll();
    assert.equal(stubborn.signalCode, 'SIGKILL');
  });

  it('cannot be started any more once they are being ended', async () => {
    const children = new Children();
    await children.endAll();
    assert.throws(() => children.start('true', []), /being ended/);
  });

  it('are not listened for any more once they have ended', async () => {
    const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'];
    const listeners = () => events.map(event => process.listenerCount(event));
    const before = listeners();
    const children = new Children();
    children.endOnSignals();
    await children.endAll();
    assert.deepEqual(listeners(), before);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`end when their parent gets ${signal}`, async () => {
      const source = `
        import { Children } from '${new URL('children.mjs', import.meta.url)}';
        const children = new Children();
        children.endOnSignals();
        children.start('sh', ['-c', '${nested}'], { stdio: ['ignore', 'inherit', 'inherit'] });`;
      const parent = spawn(process.execPath, [
        '--input-type=module',
        '-e',
        source,
      ]);
      const grandchild = Number(await firstLine(parent.stdout));
      parent.kill(signal);
      const [code] = await once(parent, 'exit');
      assert.ok(code > 128, `exit code ${code}`);
      await waitUntilGone(grandchild);
    });
  }
});
