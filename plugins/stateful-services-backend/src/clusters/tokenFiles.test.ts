import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKubeconfigFile } from './kubeconfigClusters';
import { KubeConfigApiReader } from './kubeConfigApiReader';

let dir: string;
let received: (string | undefined)[];

const server = createServer((request, response) => {
  received.push(request.headers.authorization);
  response.end('{}');
});

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => server.close());

beforeEach(() => {
  received = [];
  dir = mkdtempSync(join(tmpdir(), 'tokens-'));
});

afterEach(() => rmSync(dir, { recursive: true }));

function reader(): KubeConfigApiReader {
  // A server that listens on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const path = join(dir, 'kubeconfig');
  writeFileSync(
    path,
    JSON.stringify({
      clusters: [
        { name: 'c', cluster: { server: `http://127.0.0.1:${port}` } },
      ],
      users: [{ name: 'u', user: { tokenFile: 'token' } }],
      contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
      'current-context': 'x',
    }),
  );
  const [cluster] = readKubeconfigFile(path);
  if (!cluster?.access.usable) {
    throw new Error('The kubeconfig is not usable');
  }
  return new KubeConfigApiReader(cluster.access);
}

function ask(api: KubeConfigApiReader) {
  const { signal } = new AbortController();
  return api.get({ path: '/version', query: {}, signal });
}

it('sends the token that lies in the file of a kubeconfig at that moment', async () => {
  const api = reader();
  for (const token of ['first', 'second']) {
    writeFileSync(join(dir, 'token'), `${token}\n`);
    await (await ask(api)).body[Symbol.asyncIterator]().next();
  }
  expect(received).toEqual(['Bearer first', 'Bearer second']);
  await api.close();
});

it('asks nothing while the file cannot be read, and says what to look at', async () => {
  const api = reader();
  await expect(ask(api)).rejects.toThrow(
    /credentials could not be prepared; check the files/,
  );
  expect(received).toEqual([]);
});
