import { mockServices } from '@backstage/backend-test-utils';
import { eventually } from './__testUtils__/eventually';
import { rawPod, rawStatefulSet } from './__testUtils__/objects';
import { ScriptedApiServer } from './__testUtils__/scriptedApiServer';
import { startWatching } from './__testUtils__/watchedClusters';
import { observe } from './inventory/observe';

jest.setTimeout(30_000);

const DENIED = { kind: 'status', code: 403 } as const;

/** Of those that are read, what lies in namespaces. */
const NAMESPACED = [
  'statefulsets',
  'pods',
  'persistentvolumeclaims',
  'poddisruptionbudgets',
  'services',
  'endpointslices',
  'horizontalpodautoscalers',
  'volumesnapshots',
];

let server: ScriptedApiServer;
let stop: (() => Promise<void>) | undefined;

function watch(namespaces?: readonly string[]) {
  const watching = startWatching(
    { main: server.kubeconfig },
    mockServices.logger.mock(),
    { namespaces },
  );
  stop = watching.stop;
  const cluster = watching.cluster('main');
  return {
    cluster,
    sets: () => [...cluster.tables.statefulsets.keys()].sort(),
    pods: () => [...cluster.tables.pods.keys()].sort(),
  };
}

beforeEach(async () => {
  server = await ScriptedApiServer.start();
  for (const namespace of ['bank', 'shop', 'zoo']) {
    server.put('statefulsets', rawStatefulSet('cart', { namespace }));
    server.put('pods', rawPod('cart', 0, { namespace }));
  }
});

afterEach(async () => {
  await stop?.();
  await server.close();
});

describe('a cluster that may not be read as a whole', () => {
  beforeEach(() => {
    for (const resource of NAMESPACED) {
      server.setFault(resource, DENIED);
    }
  });

  it('is forbidden, with the permission that is missing, when no namespaces are named', async () => {
    const { cluster } = watch();
    await eventually(() =>
      expect(cluster.clusterReading()).toMatchObject({
        state: 'forbidden',
        message: expect.stringMatching(
          /permission was denied \(403\); grant watch on statefulsets$/,
        ),
      }),
    );
  });

  it('is read and followed in the namespaces that are named', async () => {
    const { cluster, sets, pods } = watch(['bank', 'shop']);
    await eventually(() =>
      expect(cluster.clusterReading()).toMatchObject({
        state: 'synced',
        namespaces: ['bank', 'shop'],
        unread: [],
      }),
    );
    expect(sets()).toEqual(['bank/cart', 'shop/cart']);

    server.put('pods', rawPod('cart', 1, { namespace: 'shop' }));
    server.put('pods', rawPod('cart', 1, { namespace: 'zoo' }));
    server.remove('pods', rawPod('cart', 0, { namespace: 'bank' }));
    await eventually(() =>
      expect(pods()).toEqual(['shop/cart-0', 'shop/cart-1']),
    );
  });

  it('is listed anew in one namespace without touching the others', async () => {
    const { cluster, pods } = watch(['bank', 'shop']);
    await eventually(() => expect(pods()).toHaveLength(2));

    server.expire();
    server.put('pods', rawPod('cart', 1, { namespace: 'shop' }));
    server.cutConnections();
    await eventually(() => expect(pods()).toHaveLength(3));
    expect(cluster.clusterReading().state).toBe('synced');
  });

  it('knows the sets of one namespace without their pods when those may not be read there', async () => {
    server.setFault('bank/pods', DENIED);
    const { cluster } = watch(['bank', 'shop']);
    await eventually(() =>
      expect(cluster.clusterReading()).toMatchObject({
        state: 'partial',
        unread: [
          {
            resource: 'pods',
            namespace: 'bank',
            message: expect.stringMatching(
              /grant watch on pods in namespace bank$/,
            ),
          },
        ],
      }),
    );
    const observed = Object.fromEntries(
      [...cluster.tables.statefulsets.values()].map(set => [
        set.namespace,
        observe(cluster, set).pods,
      ]),
    );
    expect(observed).toMatchObject({
      bank: { read: false, reason: 'forbidden' },
      shop: { read: true, value: [{ name: 'cart-0' }] },
    });
  });

  it('troubles only those who look into the namespace that may not be read', async () => {
    server.setFault('bank/statefulsets', DENIED);
    const { cluster } = watch(['bank', 'shop']);
    await eventually(() =>
      expect(cluster.clusterReading(['shop'])).toMatchObject({
        state: 'synced',
        unread: [],
      }),
    );
    expect(cluster.clusterReading(['bank']).state).toBe('forbidden');
    expect(cluster.clusterReading().state).toBe('partial');
  });

  it('says of a namespace that nobody named that it is not read', async () => {
    const { cluster } = watch(['bank']);
    await eventually(() =>
      expect(cluster.clusterReading(['bank']).state).toBe('synced'),
    );
    expect(cluster.clusterReading(['zoo'])).toMatchObject({
      state: 'forbidden',
      message: expect.stringMatching(/^Namespace zoo is not read/),
      unread: [{ resource: 'statefulsets', namespace: 'zoo' }],
    });
    expect(cluster.clusterReading(['bank', 'zoo']).state).toBe('partial');
  });
});

it('reads a cluster as a whole where that is permitted, whatever namespaces are named', async () => {
  const { cluster, sets } = watch(['bank']);
  await eventually(() => expect(cluster.clusterReading().state).toBe('synced'));
  expect(cluster.clusterReading().namespaces).toBeUndefined();
  expect(sets()).toEqual(['bank/cart', 'shop/cart', 'zoo/cart']);
});

it('splits only the resources that may not be read as a whole', async () => {
  server.setFault('pods', DENIED);
  const { cluster, sets, pods } = watch(['bank']);
  await eventually(() => expect(cluster.clusterReading().state).toBe('synced'));
  expect(sets()).toHaveLength(3);
  expect(pods()).toEqual(['bank/cart-0']);
  const zoo = cluster.tables.statefulsets.get('zoo/cart');
  expect(zoo && observe(cluster, zoo).pods).toMatchObject({
    read: false,
    reason: 'forbidden',
    message: 'pods: namespace zoo is not read',
  });
});
