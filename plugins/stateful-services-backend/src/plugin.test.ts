import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import {
  entityReportSchema,
  REPORT_CHANGED_CHANNEL,
  reportChangedSignalSchema,
  timelineSchema,
} from 'backstage-plugin-stateful-services-common';
import {
  ClusterConnection,
  clusterSourceExtensionPoint,
} from 'backstage-plugin-stateful-services-node';
import { SandboxCluster, startSandboxCluster } from 'sandbox-cluster';
import request from 'supertest';
import { eventually } from './__testUtils__/eventually';
import { rawStatefulSet } from './__testUtils__/objects';
import { ScriptedApiServer } from './__testUtils__/scriptedApiServer';
import { statefulServicesPlugin } from './plugin';

jest.setTimeout(60_000);

const ID = 'backstage.io/kubernetes-id';

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'cart',
    namespace: 'default',
    annotations: { [ID]: 'cart' },
  },
};

const REPORT =
  '/api/stateful-services/reports/by-entity/component/default/cart';

/** As a chart would apply it; `image` makes a new revision. */
function cart(image: string) {
  const labels = { app: 'cart', [ID]: 'cart' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'cart', namespace: 'default' },
      spec: {
        clusterIP: 'None',
        selector: { app: 'cart' },
        ports: [{ port: 6379 }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'cart', namespace: 'default', labels },
      spec: {
        replicas: 3,
        serviceName: 'cart',
        selector: { matchLabels: { app: 'cart' } },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'redis', image }] },
        },
      },
    },
  ];
}

function clusterSource(connections: readonly ClusterConnection[]) {
  return createBackendModule({
    pluginId: 'stateful-services',
    moduleId: 'test-clusters',
    register(env) {
      env.registerInit({
        deps: { clusters: clusterSourceExtensionPoint },
        async init({ clusters }) {
          clusters.addClusterSource({ listClusters: async () => connections });
        },
      });
    },
  });
}

async function startBackend(connections: readonly ClusterConnection[]) {
  const signals: SignalPayload[] = [];
  const backend = await startTestBackend({
    features: [
      statefulServicesPlugin,
      clusterSource(connections),
      catalogServiceMock.factory({ entities: [ENTITY] }),
      mockServices.rootConfig.factory(),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => {
            signals.push(signal);
          },
        }),
      }),
    ],
  });
  const api = request(backend.server);
  return {
    backend,
    api,
    signals,
    getReport: async () =>
      entityReportSchema.parse((await api.get(REPORT)).body),
  };
}

it('asks the cluster nothing for a view', async () => {
  const server = await ScriptedApiServer.start();
  server.put('statefulsets', rawStatefulSet('cart'));
  const { backend, getReport } = await startBackend([
    { name: 'main', kubeconfig: server.kubeconfig },
  ]);
  await eventually(async () => {
    expect((await getReport()).clusters[0]?.state).toBe('synced');
  });

  const requestsBefore = server.requests.length;
  for (let view = 0; view < 20; view += 1) {
    expect((await getReport()).statefulSets).toHaveLength(1);
  }
  expect(server.requests).toHaveLength(requestsBefore);
  await backend.stop();
  await server.close();
});

describe('the plugin, on a cluster in memory', () => {
  let cluster: SandboxCluster;

  beforeEach(async () => {
    cluster = await startSandboxCluster({ name: 'sandbox' });
    cluster.apply([
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } },
    ]);
  });

  afterEach(async () => {
    await cluster.close();
  });

  it('follows a rollout to its end, and signals it', async () => {
    const { kubeconfig, name, prometheusUrl } = cluster;
    const { backend, getReport, signals } = await startBackend([
      { name, title: 'Sandbox', kubeconfig, prometheusUrl },
    ]);
    await eventually(async () => {
      expect((await getReport()).clusters).toMatchObject([
        { name: 'sandbox', title: 'Sandbox', state: 'synced' },
      ]);
    });
    expect((await getReport()).statefulSets).toEqual([]);

    cluster.apply(cart('redis:8.0'));
    await eventually(async () => {
      const { statefulSets } = await getReport();
      expect(statefulSets[0]?.assessment).toMatchObject({
        rollout: { state: 'Complete' },
        availability: { state: 'Full', available: 3 },
      });
    });
    const before = await getReport();

    signals.length = 0;
    cluster.apply(cart('redis:8.1'));
    await eventually(async () => {
      const { statefulSets } = await getReport();
      expect(statefulSets[0]?.assessment).toMatchObject({
        rollout: { state: 'Complete' },
        images: ['redis:8.1'],
      });
    });
    const after = await getReport();
    expect(after.statefulSets[0]?.assessment.updateRevision).not.toBe(
      before.statefulSets[0]?.assessment.updateRevision,
    );
    await eventually(() =>
      expect(signals[0]).toMatchObject({
        recipients: { type: 'broadcast' },
        channel: REPORT_CHANGED_CHANNEL,
        message: { entityRef: 'component:default/cart' },
      }),
    );
    const revisions = signals.map(
      ({ message }) => reportChangedSignalSchema.parse(message).revision,
    );
    expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
    await backend.stop();
  });

  it('records a rollout with the time that each member took, and who can ask for it', async () => {
    const { kubeconfig, name } = cluster;
    const { backend, api, getReport } = await startBackend([
      { name, kubeconfig },
    ]);
    const getTimeline = async () =>
      timelineSchema.parse((await api.get(`${REPORT}/timeline`)).body);
    const isComplete = async (image: string) => {
      const { statefulSets } = await getReport();
      expect(statefulSets[0]?.assessment).toMatchObject({
        rollout: { state: 'Complete' },
        images: [image],
      });
    };
    cluster.apply(cart('redis:8.0'));
    await eventually(async () => {
      await isComplete('redis:8.0');
      // What is seen for the first time is not a change.
      const { items } = await getTimeline();
      expect(items.map(({ kind }) => kind)).toContain('finding');
    }, 15_000);
    cluster.apply(cart('redis:8.1'));
    await eventually(() => isComplete('redis:8.1'), 10_000);

    await eventually(async () => {
      const { items, durations } = await getTimeline();
      expect(items).toContainEqual(
        expect.objectContaining({
          kind: 'change',
          previousImages: ['redis:8.0'],
          images: ['redis:8.1'],
        }),
      );
      expect(items).toContainEqual(
        expect.objectContaining({
          kind: 'rollout',
          outcome: 'completed',
          replacements: [0, 1, 2].map(ordinal =>
            expect.objectContaining({
              ordinal,
              createdAt: expect.any(String),
              availableAt: expect.any(String),
            }),
          ),
        }),
      );
      expect(durations).toMatchObject([
        { key: 'sandbox/default/cart', samples: 3 },
      ]);
    }, 15_000);
    await backend.stop();
  });

  it('tells a page that shows the history only when there is more of it', async () => {
    const { kubeconfig, name } = cluster;
    const { backend, api, signals } = await startBackend([
      { name, kubeconfig },
    ]);
    let heard = -1;
    let latest: unknown;
    /** As the page does: asks once, and then when it is told to. */
    const follow = async () => {
      if (heard < signals.length) {
        heard = signals.length;
        latest = (await api.get(`${REPORT}/timeline`)).body;
      }
      return timelineSchema.parse(latest).items;
    };
    await follow();
    cluster.apply(cart('redis:8.0'));
    await eventually(async () => {
      expect((await follow()).map(({ kind }) => kind)).toContain('finding');
    }, 15_000);
    cluster.apply(cart('redis:8.1'));
    await eventually(async () => {
      expect(await follow()).toContainEqual(
        expect.objectContaining({ kind: 'rollout', outcome: 'completed' }),
      );
    }, 20_000);
    await backend.stop();
  });

  it('refuses reports to a caller without credentials, and tells its health to anyone', async () => {
    const { backend, api } = await startBackend([]);
    const askAnonymously = (path: string) =>
      api.get(path).set('Authorization', mockCredentials.none.header());
    for (const path of [
      REPORT,
      `${REPORT}/timeline`,
      '/api/stateful-services/reports',
      '/api/stateful-services/diagnostics',
    ]) {
      expect((await askAnonymously(path)).status).toBe(401);
    }
    expect(
      (await askAnonymously('/api/stateful-services/readiness')).body,
    ).toEqual({ status: 'ready', clusters: {} });
    await backend.stop();
  });

  it('does not start with two clusters of one name', async () => {
    const { kubeconfig } = cluster;
    await expect(
      startBackend([
        { name: 'twin', kubeconfig },
        { name: 'twin', kubeconfig },
      ]),
    ).rejects.toThrow(/Two clusters are named "twin"/);
  });
});
