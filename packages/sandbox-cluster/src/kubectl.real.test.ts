import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { SandboxCluster } from './sandboxCluster';
import { startSandboxCluster } from './startSandboxCluster';

const run = promisify(execFile);
jest.setTimeout(120_000);

const labels = { app: 'web' };
const manifests = (image: string) => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'one' } },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { namespace: 'shop', name: 'web' },
    spec: {
      serviceName: 'web',
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'server', image }] },
      },
    },
  },
];

describe('kubectl on the sandbox', () => {
  let cluster: SandboxCluster;
  let directory: string;

  beforeEach(async () => {
    cluster = await startSandboxCluster({ name: 'kubectl' });
    directory = await mkdtemp(join(tmpdir(), 'kubectl-'));
    await writeFile(join(directory, 'kubeconfig'), cluster.kubectlConfig);
  });
  afterEach(async () => {
    await cluster.close();
    await rm(directory, { recursive: true });
  });

  const kubectl = async (...args: readonly string[]) => {
    const { stdout } = await run(
      'kubectl',
      ['--kubeconfig', join(directory, 'kubeconfig'), '-n', 'shop', ...args],
      // Its cache of discovery documents would outlive the test in the home directory.
      { env: { ...process.env, HOME: directory }, timeout: 30_000 },
    );
    return stdout;
  };
  const apply = async (image: string) => {
    const file = join(directory, 'manifests.yaml');
    await writeFile(
      file,
      manifests(image)
        .map(object => stringify(object))
        .join('---\n'),
    );
    return kubectl('apply', '-f', file);
  };
  const images = () =>
    kubectl(
      'get',
      'pods',
      '-o',
      'jsonpath={.items[*].spec.containers[0].image}',
    );

  it('applies, and applies a change', async () => {
    expect(await apply('server:1')).toContain('statefulset.apps/web created');
    await kubectl('rollout', 'status', 'sts/web');
    expect(await apply('server:2')).toContain(
      'statefulset.apps/web configured',
    );
    await kubectl('rollout', 'status', 'sts/web');
    expect(await images()).toBe('server:2 server:2');
  });

  it('shows, scales, patches, undoes and deletes', async () => {
    await apply('server:1');
    await kubectl('rollout', 'status', 'sts/web');
    expect(
      await kubectl(
        'get',
        'sts,pods,pvc,pv,pdb,svc,nodes,sc,events,controllerrevisions',
      ),
    ).toMatch(/statefulset.apps\/web +2 +2/);
    await kubectl('scale', 'sts/web', '--replicas=1');
    await kubectl('wait', 'sts/web', '--for=jsonpath={.status.replicas}=1');
    await kubectl('set', 'image', 'sts/web', 'server=server:2');
    await kubectl('rollout', 'status', 'sts/web');
    expect(await images()).toBe('server:2');
    await kubectl('rollout', 'undo', 'sts/web');
    await kubectl('rollout', 'status', 'sts/web');
    expect(await images()).toBe('server:1');
    await kubectl(
      'patch',
      'sts/web',
      '--type',
      'merge',
      '-p',
      '{"spec":{"replicas":2}}',
    );
    await kubectl(
      'wait',
      'sts/web',
      '--for=jsonpath={.status.readyReplicas}=2',
    );
    await kubectl('delete', 'sts/web');
    await kubectl('wait', 'pod/web-0', '--for=delete');
    expect(await kubectl('get', 'sts', '-o', 'name')).toBe('');
  });

  it('is told what the sandbox cannot do', async () => {
    await expect(kubectl('create', 'configmap', 'settings')).rejects.toThrow(
      'the sandbox does not read protobuf',
    );
    await apply('server:1');
    await expect(
      kubectl(
        'apply',
        '--server-side',
        '-f',
        join(directory, 'manifests.yaml'),
      ),
    ).rejects.toThrow('the sandbox has no server-side apply');
  });
});
