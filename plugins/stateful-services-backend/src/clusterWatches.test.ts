import { mockServices } from '@backstage/backend-test-utils';
import { watchedResources } from 'backstage-plugin-stateful-services-common';
import { rawNode, rawPod, rawStatefulSet } from './__testUtils__/objects';
import { eventually } from './__testUtils__/eventually';
import { ScriptedApiServer } from './__testUtils__/scriptedApiServer';
import { Fault } from './__testUtils__/scriptedRequest';
import { observe } from './inventory/observe';
import { startWatching } from './__testUtils__/watchedClusters';

jest.setTimeout(30_000);

const WATCHED = Object.keys(watchedResources).length;

let server: ScriptedApiServer;
let stop: (() => Promise<void>) | undefined;

function watch(extra: Record<string, string> = {}, random?: () => number) {
  const watching = startWatching(
    { main: server.kubeconfig, ...extra },
    mockServices.logger.mock(),
    { random },
  );
  stop = watching.stop;
  const { tables } = watching.cluster('main');
  return {
    ...watching,
    state: (name = 'main') => watching.cluster(name).clusterReading().state,
    reading: (name = 'main') => watching.cluster(name).clusterReading(),
    sets: () => [...tables.statefulsets.keys()].sort(),
    pods: () => [...tables.pods.keys()].sort(),
  };
}

beforeEach(async () => {
  server = await ScriptedApiServer.start();
  server.put('statefulsets', rawStatefulSet('cart'));
  server.put('pods', rawPod('cart', 0));
});

afterEach(async () => {
  await stop?.();
  stop = undefined;
  await server.close();
});

describe('a cluster that answers', () => {
  it('is read by streaming lists and followed by the same requests', async () => {
    const { state, sets, pods } = watch();
    await eventually(() => expect(state()).toBe('synced'));
    expect(sets()).toEqual(['shop/cart']);

    server.put('pods', rawPod('cart', 1));
    server.remove('pods', rawPod('cart', 0));
    await eventually(() => expect(pods()).toEqual(['shop/cart-1']));
    expect(server.requests).toHaveLength(WATCHED);
  });

  it('is read in pages when it refuses streaming lists', async () => {
    server.setFault('*', { kind: 'noStreamingLists' });
    for (let ordinal = 1; ordinal < 5; ordinal += 1) {
      server.put('pods', rawPod('cart', ordinal));
    }
    const { state, pods } = watch();
    await eventually(() => expect(state()).toBe('synced'));
    expect(pods()).toHaveLength(5);

    server.put('pods', rawPod('cart', 5));
    await eventually(() => expect(pods()).toHaveLength(6));
  });

  it('is read by streaming lists again once it takes them', async () => {
    server.setFault('*', { kind: 'noStreamingLists' });
    const { state, pods } = watch();
    await eventually(() => expect(state()).toBe('synced'));

    server.setFault('*', undefined);
    server.expire();
    server.put('pods', rawPod('cart', 1));
    server.requests.length = 0;
    server.cutConnections();
    await eventually(() => expect(pods()).toHaveLength(2));
    expect(server.requests.every(({ query }) => query.has('watch'))).toBe(true);
  });

  it('sends the label selector that spares the server all other pods', async () => {
    const { state } = watch();
    await eventually(() => expect(state()).toBe('synced'));
    expect(
      server.requests
        .find(({ resource }) => resource === 'pods')
        ?.query.get('labelSelector'),
    ).toBe('statefulset.kubernetes.io/pod-name');
  });

  it('loses nothing when its connections are reset', async () => {
    const { state, pods } = watch();
    await eventually(() => expect(state()).toBe('synced'));

    server.cutConnections();
    server.put('pods', rawPod('cart', 1));
    server.remove('pods', rawPod('cart', 0));
    await eventually(() => expect(pods()).toEqual(['shop/cart-1']));
    expect(state()).toBe('synced');
  });

  it('is listed again when the history has expired, and keeps what is known until then', async () => {
    const { state, sets, pods, inventory } = watch();
    await eventually(() => expect(state()).toBe('synced'));
    const seen: number[] = [];
    inventory.onChange(() => seen.push(sets().length));

    server.remove('pods', rawPod('cart', 0));
    server.expire();
    server.put('pods', rawPod('cart', 1));
    server.cutConnections();
    await eventually(() => expect(pods()).toEqual(['shop/cart-1']));
    expect(seen).not.toContain(0);
    expect(state()).toBe('synced');
  });

  it.each([410, 500])(
    'goes on after the error event %s in a watch',
    async code => {
      const { state, pods } = watch();
      await eventually(() => expect(state()).toBe('synced'));

      server.sendError('pods', code);
      server.put('pods', rawPod('cart', 1));
      await eventually(() =>
        expect(pods()).toEqual(['shop/cart-0', 'shop/cart-1']),
      );
      await eventually(() => expect(state()).toBe('synced'));
    },
  );

  it('is partial, with the path, while an object cannot be understood', async () => {
    const odd = rawPod('cart', 1);
    server.put('pods', { ...odd, status: { phase: 'Dancing' } });
    const { state, reading, pods } = watch();
    await eventually(() => expect(state()).toBe('partial'));
    expect(reading().unread).toEqual([
      {
        resource: 'pods',
        message: expect.stringMatching(
          /^1 of the pods could not be understood, e\.g\. shop\/cart-1: status\.phase: /,
        ),
      },
    ]);
    expect(pods()).toEqual(['shop/cart-0']);

    server.put('pods', odd);
    await eventually(() => expect(state()).toBe('synced'));
    expect(pods()).toEqual(['shop/cart-0', 'shop/cart-1']);
  });
});

describe('a cluster that does not answer as it should', () => {
  it.each<[Fault, string, RegExp]>([
    [
      { kind: 'status', code: 403 },
      'forbidden',
      /permission was denied \(403\)/,
    ],
    [{ kind: 'status', code: 401 }, 'forbidden', /credentials were refused/],
    [{ kind: 'status', code: 503 }, 'unreachable', /answered 503/],
    [{ kind: 'status', code: 404 }, 'broken', /not found \(404\)/],
    [{ kind: 'html' }, 'broken', /text\/html instead of JSON/],
    [{ kind: 'brokenJson' }, 'broken', /a line is no JSON/],
  ])(
    'is shown with %j as %s, beside one that is fine',
    async (fault, as, why) => {
      const other = await ScriptedApiServer.start();
      try {
        other.setFault('*', fault);
        const { state, reading } = watch({ other: other.kubeconfig });
        await eventually(() => expect(state('other')).toBe(as));
        await eventually(() => expect(state('main')).toBe('synced'));
        expect(reading('other').message).toMatch(why);
        expect(JSON.stringify(reading('other'))).not.toContain('secret-token');
      } finally {
        await stop?.();
        await other.close();
      }
    },
  );

  it('is read as soon as it mends', async () => {
    server.setFault('*', { kind: 'brokenJson' });
    const { state, sets } = watch();
    await eventually(() => expect(state()).toBe('broken'));

    server.setFault('*', undefined);
    await eventually(() => expect(state()).toBe('synced'));
    expect(sets()).toEqual(['shop/cart']);
  });

  it('is asked again for what was garbled as soon as anything else is read', async () => {
    server.setFault('pods', { kind: 'brokenJson' });
    const { state } = watch({}, () => 0.999);
    const ofPods = () =>
      server.requests.filter(({ resource }) => resource === 'pods').length;
    // By then it would wait for eight seconds.
    await eventually(() => expect(ofPods()).toBe(5), 15_000);

    server.setFault('pods', undefined);
    server.cutConnections();
    await eventually(() => expect(state()).toBe('synced'));
  });

  it('is read as soon as a server that has just started has read its roles', async () => {
    const { state } = watch();
    await eventually(() => expect(state()).toBe('synced'));
    server.setFault('*', { kind: 'status', code: 403 });
    server.cutConnections();
    await eventually(() => expect(state()).toBe('forbidden'));

    server.setFault('*', undefined);
    await eventually(() => expect(state()).toBe('synced'));
  });

  it('stays synced while a server that has just started has not read all its roles', async () => {
    const { state, inventory, cluster } = watch();
    await eventually(() => expect(state()).toBe('synced'));
    const { tables, readings } = cluster('main');
    const shown = new Set<string>();
    inventory.onChange(() => shown.add(state()));
    server.setFault('nodes', { kind: 'status', code: 403 });
    server.cutConnections();
    await eventually(() =>
      expect(readings.statisticsOf('nodes').lastFailure?.message).toMatch(
        /permission was denied/,
      ),
    );

    server.setFault('nodes', undefined);
    server.put('nodes', rawNode());
    server.put('pods', rawPod('cart', 1));
    await eventually(() => {
      expect(tables.nodes.size).toBe(1);
      expect(tables.pods.size).toBe(2);
    });
    expect([...shown]).toEqual(['synced']);
  });

  it('is partial when one resource is forbidden, and shows the rest', async () => {
    server.setFault('persistentvolumes', { kind: 'status', code: 403 });
    const { state, reading, sets } = watch();
    await eventually(() => expect(state()).toBe('partial'));
    expect(sets()).toEqual(['shop/cart']);
    expect(reading().unread.map(({ resource }) => resource)).toEqual([
      'persistentvolumes',
    ]);
  });

  it('is complete without what it need not have', async () => {
    server.setFault('volumesnapshots', { kind: 'status', code: 404 });
    const { state, cluster } = watch();
    await eventually(() => expect(state()).toBe('synced'));
    const main = cluster('main');
    const [set] = main.tables.statefulsets.values();
    expect(set && observe(main, set).volumeSnapshots).toMatchObject({
      read: false,
      reason: 'notConfigured',
    });
  });

  it('is unreachable while connections are refused, and loses nothing once it is back', async () => {
    const { state, reading, pods } = watch();
    await eventually(() => expect(state()).toBe('synced'));

    await server.close();
    await eventually(() => expect(state()).toBe('unreachable'), 20_000);
    expect(reading().message).toMatch(/the connection was refused$/);
    expect(pods()).toEqual(['shop/cart-0']);

    server.put('pods', rawPod('cart', 1));
    await server.listen();
    await eventually(() => expect(state()).toBe('synced'), 20_000);
    expect(pods()).toEqual(['shop/cart-0', 'shop/cart-1']);
  });

  it('is not taken for read anew while a line of a watch does not end', async () => {
    // Waits of a tenth of the longest: by chance it could wait for as long as the test looks.
    const { state, cluster } = watch({}, () => 0.1);
    const { readings } = cluster('main');
    await eventually(() => expect(state()).toBe('synced'));
    server.setFault('pods', { kind: 'status', code: 500 });
    server.cutConnections();
    await eventually(() => expect(state()).toBe('unreachable'));

    server.setFault('pods', { kind: 'endlessLine' });
    const { receivedBytes } = readings.statisticsOf('pods');
    await eventually(
      () =>
        expect(readings.statisticsOf('pods').receivedBytes).toBeGreaterThan(
          receivedBytes + 20,
        ),
      30_000,
    );
    expect(state()).toBe('unreachable');

    server.setFault('pods', undefined);
    server.cutConnections();
    await eventually(() => expect(state()).toBe('synced'), 10_000);
  }, 60_000);

  it('is unreachable when it never answers', async () => {
    server.setFault('*', { kind: 'never' });
    const { state, reading } = watch();
    await eventually(() => expect(state()).toBe('unreachable'), 20_000);
    expect(reading().message).toMatch(/no answer came in time$/);
  });

  it('is let go of at once when stopped, also while it does not answer', async () => {
    server.setFault('*', { kind: 'never' });
    watch();
    await eventually(() => expect(server.requests).toHaveLength(WATCHED));

    await stop?.();
    await eventually(() => expect(server.connections).toBe(0));
    expect(server.requests).toHaveLength(WATCHED);
  });
});
