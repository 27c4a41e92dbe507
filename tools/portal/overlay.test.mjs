import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import { writeOverlay } from './overlay.mjs';

const overlayOf = async options =>
  JSON.parse(await readFile(await writeOverlay(options), 'utf8'));

describe('what a start sets differently', () => {
  it('is its address, on the loopback interface alone, and its folder', async test => {
    const data = await temporaryFolder(test);
    const overlay = await overlayOf({ port: 8123, data });
    assert.equal(overlay.app.baseUrl, 'http://localhost:8123');
    assert.equal(overlay.backend.baseUrl, overlay.app.baseUrl);
    assert.deepEqual(overlay.backend.listen, { host: '127.0.0.1', port: 8123 });
    assert.equal(overlay.backend.reading.allow[0].host, 'localhost:8123');
    assert.equal(overlay.sandboxCluster, undefined);
    const { directory } = overlay.statefulServices.localRepositories;
    assert.equal(directory, join(data, 'repositories'));
    assert.ok((await stat(directory)).isDirectory());
  });

  it('is the kubeconfig, and then there is no sandbox to deploy to', async test => {
    const data = await temporaryFolder(test);
    const overlay = await overlayOf({
      port: 8123,
      data,
      kubeconfig: '/kube/config',
    });
    assert.equal(overlay.statefulServices.kubeconfig, '/kube/config');
    assert.equal(overlay.sandboxCluster.enabled, false);
    assert.deepEqual(overlay.scaffolder.defaultEnvironment.parameters, {
      deployToSandbox: 'false',
      cluster: null,
    });
  });
});
