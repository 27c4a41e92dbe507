import { eventually } from './contract/eventually';
import { KubernetesClient } from './contract/kubernetesClient';
import { watch } from './contract/watching';
import { furnish, Workbench } from './contract/workbench';
import { SandboxCluster } from './sandboxCluster';
import {
  SandboxClusterOptions,
  startSandboxCluster,
} from './startSandboxCluster';

// Far more than it takes, for machines that are busy with other things.
jest.setTimeout(120_000);

describe('startSandboxCluster', () => {
  const running: SandboxCluster[] = [];
  const open = async (options: Partial<SandboxClusterOptions> = {}) => {
    const cluster = await startSandboxCluster({ name: 'test', ...options });
    running.push(cluster);
    return {
      cluster,
      client: KubernetesClient.fromKubeconfig(cluster.kubeconfig),
    };
  };
  const openBench = async () => {
    const { cluster, client } = await open();
    await furnish(client);
    const bench = new Workbench(client);
    await bench.open();
    const { namespace } = bench;
    return { cluster, client, bench, namespace };
  };
  afterEach(() => Promise.all(running.splice(0).map(one => one.close())));

  it('answers 403 for a resource that is denied, and serves the others', async () => {
    const { client } = await open({ denied: ['persistentvolumes'] });
    await expect(
      client.call('persistentvolumes', {}, { method: 'GET' }),
    ).resolves.toMatchObject({
      code: 403,
      body: {
        kind: 'Status',
        reason: 'Forbidden',
        message: expect.stringContaining(
          'cannot list resource "persistentvolumes"',
        ),
      },
    });
    await expect(client.list('pods', 'default')).resolves.toEqual([]);
  });

  it('says that a version is gone once the history is compacted', async () => {
    const { cluster, client } = await open();
    const of = { resource: 'configmaps', namespace: 'default' } as const;
    const create = (name: string) =>
      client.create('configmaps', { metadata: { namespace: 'default', name } });
    const { metadata } = await create('a');
    await create('b');
    const page = await client.call('configmaps', of, {
      method: 'GET',
      query: { limit: '1' },
    });
    await create('c');
    cluster.controls.compact();
    const watching = await watch(client, of, {
      resourceVersion: metadata.resourceVersion,
    });
    await eventually(() => expect(watching.ended()).toBe(true));
    expect(watching.events).toMatchObject([
      { type: 'ERROR', object: { code: 410, reason: 'Expired' } },
    ]);
    const token = String(Object(Object(page.body).metadata).continue);
    await expect(
      client.call('configmaps', of, {
        method: 'GET',
        query: { limit: '1', continue: token },
      }),
    ).resolves.toMatchObject({ code: 410, body: { reason: 'Expired' } });
  });

  it('ends watches as a restart does, and lets them resume', async () => {
    const { cluster, client } = await open();
    const of = { resource: 'configmaps', namespace: 'default' } as const;
    const { metadata } = await client.create('configmaps', {
      metadata: { namespace: 'default', name: 'a' },
    });
    const query = { resourceVersion: metadata.resourceVersion };
    const watching = await watch(client, of, query);
    cluster.controls.endWatches();
    await eventually(() => expect(watching.ended()).toBe(true));
    await client.merge(
      'configmaps',
      { namespace: 'default', name: 'a' },
      { data: { b: 'c' } },
    );
    const resumed = await watch(client, of, query);
    await eventually(() => expect(resumed.events).toHaveLength(1));
    resumed.stop();
  });

  it('lets chosen pods crash, and mends them again', async () => {
    const { cluster, bench, namespace } = await openBench();
    const choice = { namespace, image: 'server:2' };
    cluster.controls.behave(choice, {
      kind: 'crashLoop',
      exitCode: 137,
      reason: 'OOMKilled',
      restarts: 5,
    });
    await bench.createSet();
    await bench.allReady(3);
    await bench.setImage('server:2');
    await eventually(async () =>
      expect(
        (await bench.client.get('pods', bench.at('web-2'))).status,
      ).toMatchObject({
        phase: 'Running',
        containerStatuses: [
          {
            ready: false,
            restartCount: 5,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
          },
        ],
      }),
    );
    cluster.controls.behaveNormally(choice);
    await bench.allReady(3);
    expect(await bench.images()).toEqual(Array(3).fill('server:2'));
  });

  it.each([
    [
      'imagePullFailure',
      'Pending',
      { waiting: { reason: 'ImagePullBackOff' } },
    ],
    ['neverReady', 'Running', { running: { startedAt: expect.any(String) } }],
  ] as const)(
    'lets chosen pods stay unready: %s',
    async (kind, phase, state) => {
      const { cluster, bench, namespace } = await openBench();
      cluster.controls.behave({ namespace, pod: 'web-0' }, { kind });
      await bench.createSet();
      await eventually(async () =>
        expect(
          (await bench.client.get('pods', bench.at('web-0'))).status,
        ).toMatchObject({
          phase,
          containerStatuses: [{ ready: false, state }],
        }),
      );
      await bench.controllerLooksAgain();
      expect(await bench.podNames()).toEqual(['web-0']);
    },
  );

  it('lets a pod hang in its deletion until it is let go', async () => {
    const { cluster, bench, namespace } = await openBench();
    const choice = { namespace, pod: 'web-1' };
    cluster.controls.behave(choice, { kind: 'stuckTerminating' });
    await bench.createSet({ replicas: 2 });
    await bench.allReady(2);
    await bench.client.delete('pods', bench.at('web-1'));
    await bench.controllerLooksAgain();
    const { metadata } = await bench.client.get('pods', bench.at('web-1'));
    expect(metadata.deletionTimestamp).toBeDefined();
    cluster.controls.behaveNormally(choice);
    await bench.allReady(2);
  });

  it('keeps the pods of a lost node terminating, and replaces them when the node is back', async () => {
    const { cluster, bench } = await openBench();
    await bench.createSet();
    await bench.allReady(3);
    const lost = (await bench.pods())[1];
    const node = lost?.spec.nodeName ?? '';
    cluster.controls.loseNode(node);
    await eventually(async () =>
      expect(await bench.client.get('pods', bench.at('web-1'))).toMatchObject({
        metadata: {
          uid: lost?.metadata.uid,
          deletionTimestamp: expect.any(String),
        },
        status: { reason: 'NodeLost' },
      }),
    );
    expect(await bench.client.get('nodes', { name: node })).toMatchObject({
      spec: {
        taints: [{ effect: 'NoSchedule' }, { effect: 'NoExecute' }],
      },
    });
    cluster.controls.restoreNode(node);
    await bench.allReady(3);
  });

  it('places members in different zones, and a member again where its volume is', async () => {
    const { bench } = await openBench();
    await bench.createSet();
    await bench.allReady(3);
    const nodes = async () =>
      (await bench.pods()).map(({ spec }) => spec.nodeName);
    const before = await nodes();
    expect(new Set(before).size).toBe(3);
    await bench.client.merge(
      'nodes',
      { name: before[0] ?? '' },
      { spec: { unschedulable: true } },
    );
    await bench.client.delete('pods', bench.at('web-0'));
    await eventually(async () =>
      expect(
        (await bench.client.get('pods', bench.at('web-0'))).status?.conditions,
      ).toContainEqual(
        expect.objectContaining({
          reason: 'Unschedulable',
          message: expect.stringContaining(
            "2 node(s) didn't match PersistentVolume's node affinity",
          ),
        }),
      ),
    );
  });

  it('grows a volume, or holds it half way', async () => {
    const { cluster, client, bench } = await openBench();
    await bench.createSet({ replicas: 2 });
    await bench.allReady(2);
    cluster.controls.holdExpansion(bench.at('data-web-1'));
    const grow = (name: string) =>
      client.merge('persistentvolumeclaims', bench.at(name), {
        spec: { resources: { requests: { storage: '2Gi' } } },
      });
    await grow('data-web-1');
    await grow('data-web-0');
    await eventually(async () =>
      expect(
        (await client.get('persistentvolumeclaims', bench.at('data-web-0')))
          .status,
      ).toEqual({
        phase: 'Bound',
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '2Gi' },
        allocatedResources: { storage: '2Gi' },
      }),
    );
    expect(
      (await client.get('persistentvolumeclaims', bench.at('data-web-1')))
        .status,
    ).toMatchObject({
      capacity: { storage: '1Gi' },
      conditions: [{ type: 'Resizing', status: 'True' }],
    });
  });

  it('tells Prometheus how full the volumes are', async () => {
    const { cluster, bench, namespace } = await openBench();
    await bench.createSet({ replicas: 2 });
    await bench.allReady(2);
    cluster.controls.fillVolume(bench.at('data-web-0'), 0.5);
    const ask = async (query: string) => {
      const response = await fetch(
        `${cluster.prometheusUrl}/api/v1/query?${new URLSearchParams({ query })}`,
      );
      return { code: response.status, body: await response.json() };
    };
    expect(
      await ask(
        `kubelet_volume_stats_used_bytes{namespace="${namespace}",persistentvolumeclaim=~".*-0"}`,
      ),
    ).toMatchObject({
      code: 200,
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            {
              metric: { namespace, persistentvolumeclaim: 'data-web-0' },
              value: [expect.any(Number), String(2 ** 29)],
            },
          ],
        },
      },
    });
    expect(await ask('sum(up)')).toMatchObject({
      code: 400,
      body: { status: 'error', errorType: 'bad_data' },
    });
  });

  it('refuses to be reached once it is closed', async () => {
    const { cluster, client } = await open();
    await cluster.close();
    await expect(client.list('pods', 'default')).rejects.toThrow(
      'ECONNREFUSED',
    );
  });
});
