import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { ClusterConnection } from 'backstage-plugin-stateful-services-node';
import { defineClusters } from './defineClusters';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clusters-'));
});

afterEach(() => {
  rmSync(dir, { recursive: true });
});

async function define(
  data: JsonObject,
  connections: readonly ClusterConnection[] = [],
) {
  return (await defineAll(data, connections)).clusters;
}

function defineAll(
  data: JsonObject,
  connections: readonly ClusterConnection[] = [],
) {
  return defineClusters({
    config: mockServices.rootConfig({ data }),
    sources: [{ listClusters: async () => connections }],
    logger: mockServices.logger.mock(),
    catalog: catalogServiceMock(),
    auth: mockServices.auth(),
    now: Date.now,
  });
}

/** Configuration of the Kubernetes plugin with one cluster. */
function located(cluster: JsonObject): JsonObject {
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [{ name: 'east', url: 'https://east', ...cluster }],
        },
      ],
    },
  };
}

function kubeconfig(...contexts: readonly string[]): string {
  return JSON.stringify({
    clusters: contexts.map(name => ({
      name,
      cluster: { server: `https://${name}` },
    })),
    users: [{ name: 'me', user: { token: 'secret-token' } }],
    contexts: contexts.map(name => ({
      name,
      context: { cluster: name, user: 'me' },
    })),
    'current-context': contexts[0],
  });
}

function writeKubeconfig(content: string): string {
  const path = join(dir, 'kubeconfig');
  writeFileSync(path, content);
  return path;
}

it('reads clusters of the Kubernetes plugin with their token and certificate authority', async () => {
  const [cluster] = await define(
    located({
      title: 'East',
      authProvider: 'serviceAccount',
      serviceAccountToken: 'secret-token',
      caData: 'Y2E=',
    }),
  );
  expect(cluster).toMatchObject({ name: 'east', title: 'East' });
  const { access } = cluster ?? {};
  if (!access?.usable) {
    throw new Error('The cluster should be usable');
  }
  expect(access.kubeConfig.getCurrentUser()?.token).toBe('secret-token');
  expect(access.kubeConfig.getCurrentCluster()).toMatchObject({
    server: 'https://east',
    caData: 'Y2E=',
    skipTLSVerify: false,
  });
});

it('finds a local kubectl proxy', async () => {
  const [cluster] = await define({
    kubernetes: { clusterLocatorMethods: [{ type: 'localKubectlProxy' }] },
  });
  expect(cluster).toMatchObject({ name: 'local', access: { usable: true } });
});

it.each([
  [{ authProvider: 'google' }, /auth provider "google" cannot be used/],
  [
    { authMetadata: { 'kubernetes.io/auth-provider': 'oidc' } },
    /auth provider "oidc" cannot be used/,
  ],
  [{ authProvider: 'serviceAccount' }, /No serviceAccountToken is set/],
])(
  'names a cluster that cannot be watched with %j, and why',
  async (auth, message) => {
    const clusters = await define(located(auth), [
      { name: 'west', kubeconfig: kubeconfig('west') },
    ]);
    expect(clusters).toMatchObject([
      {
        name: 'east',
        access: {
          usable: false,
          state: 'forbidden',
          message: expect.stringMatching(message),
        },
      },
      { name: 'west', access: { usable: true } },
    ]);
  },
);

it.each([
  ['gke', /client of Google/],
  ['special', /type special are known to the Kubernetes plugin only/],
])(
  'says of a locator of type %s why its clusters are not watched, and what to do',
  async (type, why) => {
    const { clusters, unwatched } = await defineAll({
      kubernetes: { clusterLocatorMethods: [{ type }] },
    });
    expect(clusters).toEqual([]);
    expect(unwatched).toEqual([
      {
        origin: 'kubernetes.clusterLocatorMethods[0]',
        message: expect.stringMatching(why),
      },
    ]);
    expect(unwatched[0]?.message).toContain('statefulServices.kubeconfig');
  },
);

it('makes a cluster of each context of a kubeconfig', async () => {
  const path = writeKubeconfig(kubeconfig('east', 'west'));
  const clusters = await define({ statefulServices: { kubeconfig: path } });
  expect(
    clusters.map(({ name, access }) => [
      name,
      access.usable && access.kubeConfig.getCurrentCluster()?.server,
    ]),
  ).toEqual([
    ['east', 'https://east'],
    ['west', 'https://west'],
  ]);
});

it('shows a context that leads nowhere as broken, beside those that lead somewhere', async () => {
  const { contexts, ...rest } = JSON.parse(kubeconfig('east'));
  const path = writeKubeconfig(
    JSON.stringify({
      ...rest,
      contexts: [
        ...contexts,
        { name: 'gone', context: { cluster: 'gone', user: 'me' } },
      ],
    }),
  );
  const clusters = await define({ statefulServices: { kubeconfig: path } });
  expect(clusters).toMatchObject([
    { name: 'east', access: { usable: true } },
    { name: 'gone', access: { usable: false, state: 'broken' } },
  ]);
});

it.each([
  ['a document that is no kubeconfig', 'just: "text with secret-token'],
  ['a document without contexts', '{"clusters":[],"users":[],"contexts":[]}'],
])('does not start with %s', async (_what, content) => {
  const path = writeKubeconfig(content);
  const attempt = define({ statefulServices: { kubeconfig: path } });
  await expect(attempt).rejects.toThrow(path);
  await expect(attempt).rejects.not.toThrow('secret-token');
});

it('does not start with a kubeconfig that is not there', async () => {
  await expect(
    define({ statefulServices: { kubeconfig: join(dir, 'none') } }),
  ).rejects.toThrow(/none\) cannot be read as a kubeconfig \(ENOENT\)/);
});

it('does not start with two clusters of one name, and says where both are named', async () => {
  await expect(
    define(located({ authProvider: 'google' }), [
      { name: 'east', kubeconfig: kubeconfig('east') },
    ]),
  ).rejects.toThrow(
    'Two clusters are named "east": one by kubernetes.clusterLocatorMethods[0].clusters[0], one by cluster source, cluster east. Rename one of them',
  );
});

it('sends no credentials over plain HTTP but on loopback', async () => {
  const plain = (server: string) =>
    kubeconfig('x').replace('https://x', server);
  expect(
    await define({}, [
      { name: 'far', kubeconfig: plain('http://10.0.0.1') },
      { name: 'near', kubeconfig: plain('http://127.0.0.1:8001') },
    ]),
  ).toMatchObject([
    { name: 'far', access: { usable: false, state: 'broken' } },
    { name: 'near', access: { usable: true } },
  ]);
});

it('adds settings to a cluster that is named elsewhere, and refuses them for one that is not', async () => {
  const settings = (name: string) => ({
    statefulServices: {
      clusters: [{ name, prometheusUrl: 'https://prometheus' }],
    },
  });
  const connections = [{ name: 'east', kubeconfig: kubeconfig('east') }];
  expect(await define(settings('east'), connections)).toMatchObject([
    { name: 'east', prometheusUrl: 'https://prometheus' },
  ]);
  await expect(define(settings('north'), connections)).rejects.toThrow(
    /no cluster is named so; known are east/,
  );
  // The catalog may name it later.
  await define({
    ...settings('north'),
    kubernetes: { clusterLocatorMethods: [{ type: 'catalog' }] },
  });
});
