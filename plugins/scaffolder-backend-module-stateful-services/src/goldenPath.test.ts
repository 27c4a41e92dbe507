import { createMockDirectory } from '@backstage/backend-test-utils';
import fs from 'node:fs';
import { portalClient } from './__testUtils__/portalClient';
import { startPortal } from './__testUtils__/startPortal';

const VALUES = {
  name: 'orders-cache',
  owner: 'group:default/orders',
  sizing: 'sizes',
  replicas: 3,
  storageSize: '10Gi',
  memorySize: '1Gi',
  environment: 'production',
  namespace: 'orders',
  cloud: 'generic',
};

describe('the golden path', () => {
  jest.setTimeout(120_000);
  const directory = createMockDirectory();
  const deploy = jest.fn();
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;

  beforeEach(() => directory.setContent({}));
  afterEach(async () => {
    deploy.mockReset();
    await portal?.stop();
  });

  async function open(parameters: Record<string, string>) {
    portal = await startPortal({
      directory: directory.path,
      parameters,
      deploy,
    });
    return portalClient(portal.baseUrl);
  }

  it('generates, publishes, registers and deploys', async () => {
    const client = await open({
      deployToSandbox: 'true',
      cluster: 'sandbox',
    });
    const { status, log } = await client.create('redis', VALUES);
    expect([status, log]).toEqual(['completed', expect.any(String)]);

    await expect(
      client.entity('component/default/orders-cache'),
    ).resolves.toMatchObject({
      metadata: {
        annotations: {
          'backstage.io/kubernetes-id': 'orders-cache',
          'backstage.io/kubernetes-cluster': 'sandbox',
        },
      },
      spec: { owner: 'group:default/orders' },
    });
    expect(deploy.mock.calls).toEqual([
      [
        {
          cluster: 'sandbox',
          objects: [
            expect.objectContaining({ kind: 'Service' }),
            expect.objectContaining({ kind: 'Service' }),
            expect.objectContaining({ kind: 'StatefulSet' }),
            expect.objectContaining({ kind: 'PodDisruptionBudget' }),
          ],
        },
      ],
    ]);
    expect(fs.readdirSync(directory.resolve('published'))).toEqual([
      'orders-cache',
    ]);
  });

  it('makes a Redis of shards of how many were asked for, or of how much data there will be', async () => {
    const client = await open({ deployToSandbox: 'true', cluster: 'sandbox' });
    const { replicas, storageSize, memorySize, ...service } = VALUES;
    const inShards = { ...service, sizing: 'shards', shards: 4, replicas: 2 };
    const sizes = { storageSize, memorySize };
    const need = { sizing: 'data', dataSize: '64Gi', inShards: true };
    for (const values of [
      { ...inShards, ...sizes },
      { ...service, ...need, name: 'orders-index' },
    ]) {
      const { status, log } = await client.create('redis', values);
      expect([status, log]).toEqual(['completed', expect.any(String)]);
      const { objects } = deploy.mock.lastCall?.[0];
      expect(
        objects
          .filter(({ kind }: { kind: string }) => kind === 'StatefulSet')
          .map(({ metadata }: { metadata: { name: string } }) => metadata.name),
      ).toEqual([0, 1, 2, 3].map(shard => `${values.name}-shard-${shard}`));
    }
  });

  it('takes what belongs to the answer that was given last, whatever the form keeps of others', async () => {
    const client = await open({ deployToSandbox: 'true', cluster: 'sandbox' });
    const others = { shards: 4, dataSize: '64Gi', inShards: true };
    const { status, log } = await client.create('redis', {
      ...VALUES,
      ...others,
    });
    expect([status, log]).toEqual([
      'completed',
      expect.stringContaining(
        '3 members with 1Gi of memory and 10Gi of storage each',
      ),
    ]);
  });

  it('shows the files in a dry run, and publishes and deploys nothing', async () => {
    const client = await open({ deployToSandbox: 'true' });
    const template = await client.entity('template/default/redis');
    await expect(client.dryRun(template, VALUES)).resolves.toEqual({
      status: 200,
      paths: expect.arrayContaining([
        'repository/catalog-info.yaml',
        'repository/charts/redis/Chart.yaml',
        'repository/values/prod.yaml',
      ]),
    });
    expect(fs.existsSync(directory.resolve('published'))).toBe(false);
    expect(deploy).not.toHaveBeenCalled();
  });

  it.each([
    ['redis', '3 members with 6Gi of memory and 13Gi of storage each'],
    ['mysql', '3 members with 2Gi of memory and 13Gi of storage each'],
    ['kafka', '3 brokers with 2Gi of memory and 10Gi of storage each'],
  ])('sizes %s by what is known of the data', async (engine, sizes) => {
    const client = await open({ deployToSandbox: 'true' });
    const { replicas, storageSize, memorySize, ...rest } = VALUES;
    const { status, log } = await client.create(engine, {
      ...rest,
      sizing: 'data',
      dataSize: '4Gi',
      writeMibPerSecond: 0.5,
      acceptableLoss: 'seconds',
    });
    expect([status, log]).toEqual([
      'completed',
      expect.stringContaining(sizes),
    ]);
  });

  it.each([
    ['mysql', '1 member with 2Gi', { database: 'shop' }],
    ['kafka', '1 node with 2Gi', { retentionHours: 24 }],
  ])('makes a small %s of given sizes', async (engine, sizes, settings) => {
    const client = await open({ deployToSandbox: 'true' });
    const { status, log } = await client.create(engine, {
      ...{ ...VALUES, ...settings, environment: 'development' },
      ...{ replicas: 1, memorySize: '2Gi', sizing: 'sizes' },
    });
    expect([status, log]).toEqual([
      'completed',
      expect.stringContaining(sizes),
    ]);
  });

  it('makes a MySQL of the topology that was chosen', async () => {
    const client = await open({});
    const { status } = await client.create('mysql', {
      ...{ ...VALUES, memorySize: '2Gi', database: 'shop' },
      ...{ sizing: 'sizes', topology: 'replication' },
    });
    expect(status).toBe('completed');
    const values = directory.resolve(
      ...['published', VALUES.name, 'values', 'prod.yaml'],
    );
    expect(fs.readFileSync(values, 'utf8')).toContain('type: replication');
  });

  it('refuses in the form what the form can see, and the rest in the action', async () => {
    const client = await open({});
    await expect(
      client.create('redis', { ...VALUES, name: 'Orders' }),
    ).resolves.toMatchObject({ status: 400 });
    await expect(
      client.create('redis', { ...VALUES, storageSize: '17Ti' }),
    ).resolves.toEqual({
      status: 'failed',
      log: expect.stringContaining('Invalid storageSize "17Ti": it must be'),
    });
    expect(fs.existsSync(directory.resolve('published'))).toBe(false);
  });

  it('refuses a name that the catalog has', async () => {
    const client = await open({});
    await client.create('redis', VALUES);
    await client.entity('component/default/orders-cache');
    await expect(client.create('redis', VALUES)).resolves.toEqual({
      status: 'failed',
      log: expect.stringContaining(
        'The name "orders-cache" is taken: the catalog already has component:default/orders-cache.',
      ),
    });
  });

  it('neither publishes locally nor deploys when the portal publishes elsewhere', async () => {
    const client = await open({
      publish: 'github',
      repositoryOwner: 'example',
    });
    // The module of GitHub is not installed here: that its action is asked for is what is to be seen.
    await expect(client.create('redis', VALUES)).resolves.toEqual({
      status: 'failed',
      log: expect.stringContaining("action with ID 'publish:github'"),
    });
    expect(fs.existsSync(directory.resolve('published'))).toBe(false);
    expect(deploy).not.toHaveBeenCalled();
  });
});
