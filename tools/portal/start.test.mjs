import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkout } from '../running/checkout.mjs';
import { findFreePorts } from '../running/port.mjs';
import { temporaryFolder } from '../running/temporaryFolder.mjs';

/** Runs the command as npm does and waits for its end. */
async function start(args, { directory = checkout, environment = {} } = {}) {
  const child = spawn(
    process.execPath,
    [join(directory, 'tools', 'portal', 'start.mjs'), ...args],
    {
      cwd: directory,
      env: { ...process.env, ...environment },
    },
  );
  const [out, error] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: child.exitCode, out, error };
}

async function serve(test, answer) {
  const server = createServer((request, response) =>
    response.end(answer(request.url)),
  );
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  test.after(() => new Promise(resolve => server.close(resolve)));
  return server.address().port;
}

describe('npm start', { timeout: 120_000 }, () => {
  it('says in one sentence that another program has the port', async test => {
    const port = await serve(test, () => 'something else');
    const { code, out, error } = await start(['--port', String(port)]);
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.equal(
      error,
      `Port ${port} is taken by another program; end that program or choose another port: npm start -- --port ${port + 1}\n`,
    );
  });

  it('says where the portal is when one is running already, and that is no failure', async test => {
    const port = await serve(test, url =>
      url === '/' ? '<title>Stateful Services</title>' : '{"status":"ok"}',
    );
    assert.deepEqual(await start(['--port', String(port)]), {
      code: 0,
      out: `A portal is already running at http://localhost:${port}.\n`,
      error: '',
    });
  });

  it('refuses a kubeconfig that does not exist before it does anything', async () => {
    const { code, out, error } = await start(['--kubeconfig', 'no/such/file']);
    assert.deepEqual({ code, out }, { code: 1, out: '' });
    assert.match(
      error,
      /^The kubeconfig .*no\/such\/file does not exist; .*\n$/,
    );
  });

  it('says in one sentence that the registry does not answer when nothing is installed yet', async test => {
    const directory = await temporaryFolder(test);
    await cp(join(checkout, 'tools'), join(directory, 'tools'), {
      recursive: true,
    });
    for (const name of [
      'yarn.lock',
      '.yarnrc.yml',
      'app-config.yaml',
      'package.json',
    ]) {
      await cp(join(checkout, name), join(directory, name));
    }
    await mkdir(join(directory, 'plugins'));
    await mkdir(join(directory, 'packages', 'app'), { recursive: true });
    await writeFile(
      join(directory, 'packages', 'app', 'package.json'),
      '{"name":"app"}',
    );
    const [closed, port] = await findFreePorts(2);
    const { code, error } = await start(['--port', String(port)], {
      directory,
      environment: {
        npm_config_registry: `http://127.0.0.1:${closed}/`,
        npm_config_cache: join(directory, 'cache'),
      },
    });
    assert.equal(code, 1);
    assert.match(
      error,
      /^Fetching Node 24 and Yarn stopped because the npm registry 127\.0\.0\.1:\d+ does not answer, .*\n$/,
    );
  });
});
