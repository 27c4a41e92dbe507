import { eventually } from './__testUtils__/eventually';
import {
  apply,
  kubectl,
  realKubeconfig,
  startProxy,
} from './__testUtils__/kubectl';
import { RealCart } from './__testUtils__/realCart';

jest.setTimeout(180_000);

const NAMESPACE = 'backend-plugin';
const READER = 'backend-plugin-reader';

const cart = new RealCart(NAMESPACE);

/** A user that may read everything that is watched but volumes and nodes. */
async function createReader(): Promise<string> {
  const rule = (apiGroup: string, resources: readonly string[]) => ({
    apiGroups: [apiGroup],
    resources,
    verbs: ['get', 'list', 'watch'],
  });
  await apply([
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: READER, namespace: NAMESPACE },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: READER },
      rules: [
        rule('apps', ['statefulsets']),
        rule('', ['pods', 'persistentvolumeclaims', 'services']),
        rule('policy', ['poddisruptionbudgets']),
        rule('discovery.k8s.io', ['endpointslices']),
        rule('autoscaling', ['horizontalpodautoscalers']),
        rule('storage.k8s.io', [
          'storageclasses',
          'volumeattachments',
          'volumeattributesclasses',
        ]),
        rule('snapshot.storage.k8s.io', ['volumesnapshots']),
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: READER },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: READER,
      },
      subjects: [
        { kind: 'ServiceAccount', name: READER, namespace: NAMESPACE },
      ],
    },
  ]);
  return (await kubectl(['create', 'token', READER, '-n', NAMESPACE])).trim();
}

beforeAll(() => cart.create('redis:8.0'));

afterAll(async () => {
  await kubectl(['delete', 'clusterrole,clusterrolebinding', READER]);
  await cart.remove();
});

it('follows a rollout of a real controller from a kubeconfig', async () => {
  const { getReport, stop } = await cart.startBackend({
    statefulServices: { kubeconfig: realKubeconfig() },
  });
  await eventually(async () => {
    const { statefulSets, clusters } = await getReport();
    expect(clusters).toMatchObject([{ state: 'synced', unread: [] }]);
    expect(statefulSets[0]?.assessment).toMatchObject({
      rollout: { state: 'Complete' },
      availability: { state: 'Full', available: 3 },
    });
  }, 60_000);
  const before = await getReport();

  await cart.roll('redis:8.1');
  await eventually(async () => {
    const { statefulSets } = await getReport();
    expect(statefulSets[0]?.assessment).toMatchObject({
      rollout: { state: 'Complete' },
      images: ['redis:8.1'],
    });
  }, 60_000);
  const after = (await getReport()).statefulSets[0]?.assessment;
  expect(after?.updateRevision).not.toBe(
    before.statefulSets[0]?.assessment.updateRevision,
  );
  expect(after?.members.map(({ revisionState }) => revisionState)).toEqual([
    'update',
    'update',
    'update',
  ]);
  await stop();
});

it('reads a cluster that the catalog names, through kubectl proxy and with its rights', async () => {
  const proxy = await startProxy();
  const { getReport, stop } = await cart.startBackend(
    {
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog', dangerouslyAllowClusterUrls: ['127.0.0.1'] },
        ],
      },
    },
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'east',
        annotations: {
          'kubernetes.io/api-server': proxy.url,
          'kubernetes.io/api-server-certificate-authority': '',
          'kubernetes.io/auth-provider': 'localKubectlProxy',
        },
      },
      spec: { type: 'kubernetes-cluster', owner: 'guests' },
    },
  );
  try {
    await eventually(async () => {
      const { clusters, statefulSets } = await getReport();
      expect(clusters).toMatchObject([
        { name: 'east', state: 'synced', unread: [] },
      ]);
      expect(statefulSets[0]?.assessment.availability).toMatchObject({
        state: 'Full',
        available: 3,
      });
    }, 60_000);
  } finally {
    await stop();
    proxy.process.kill();
  }
});

it('shows what a user of limited rights may read, and names what not', async () => {
  const token = await createReader();
  const server = (
    await kubectl([
      'config',
      'view',
      '--minify',
      '-o',
      'jsonpath={.clusters[0].cluster.server}',
    ])
  ).trim();
  const { getReport, stop } = await cart.startBackend({
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'limited',
              url: server,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
              skipTLSVerify: true,
            },
          ],
        },
      ],
    },
  });
  await eventually(async () => {
    expect((await getReport()).clusters).toMatchObject([
      { name: 'limited', state: 'partial' },
    ]);
  });
  const { clusters, statefulSets } = await getReport();
  expect(clusters[0]?.unread.map(({ resource }) => resource).sort()).toEqual([
    'nodes',
    'persistentvolumes',
  ]);
  expect(clusters[0]?.message).toMatch(/permission was denied \(403\)/);
  expect(statefulSets[0]?.assessment.availability).toMatchObject({
    state: 'Full',
    available: 3,
  });
  expect(statefulSets[0]?.assessment.unknowns).not.toEqual([]);
  await stop();
});
