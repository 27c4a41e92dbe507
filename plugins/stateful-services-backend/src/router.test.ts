import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  diagnosticsSchema,
  entityReportSchema,
  fleetReportSchema,
  timelineSchema,
} from 'backstage-plugin-stateful-services-common';
import express from 'express';
import request from 'supertest';
import { fillInventory } from './__testUtils__/filledInventory';
import {
  rawEndpointSlice,
  rawPod,
  rawService,
  rawStatefulSet,
} from './__testUtils__/objects';
import { openHistory } from './history/__testUtils__/historyDatabase';
import { EntityTimelines } from './history/entityTimelines';
import { Inventory } from './inventory/inventory';
import { ReportSignals } from './outlets/reportSignals';
import { AssessmentCache } from './reports/assessmentCache';
import { EntityAccess } from './reports/entityAccess';
import { EntityReports } from './reports/entityReports';
import { RecentCallers } from './reports/recentCallers';
import { createRouter } from './router';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const ID = 'backstage.io/kubernetes-id';
const SETS = 'stateful-services.backstage.io/stateful-set';
const SELECTOR = 'backstage.io/kubernetes-label-selector';

function component(
  name: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
  };
}

async function createApp(options: {
  readonly inventory?: Inventory;
  readonly entities?: Entity[];
  readonly result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
}) {
  const inventory = options.inventory ?? fillInventory(NOW, {});
  const now = () => NOW;
  const app = express();
  const permissions = mockServices.permissions.mock({
    authorize: async () => [
      { result: options.result ?? AuthorizeResult.ALLOW },
    ],
  });
  app.use(
    await createRouter({
      callers: new RecentCallers(mockServices.httpAuth(), now),
      permissions,
      now,
      inventory,
      roster: {
        isComplete: true,
        unwatched: [{ origin: 'elsewhere', message: 'not for a watch' }],
      },
      reports: new EntityReports(
        inventory,
        new AssessmentCache(inventory, now, mockServices.logger.mock()),
        now,
      ),
      signals: new ReportSignals({ now, publish: async () => {} }),
      access: new EntityAccess(
        catalogServiceMock({ entities: options.entities ?? [] }),
        permissions,
        now,
      ),
      timelines: new EntityTimelines(await openHistory(), inventory),
      validateResponses: true,
    }),
  );
  app.use(mockErrorHandler());
  return request(app);
}

const CART = {
  statefulsets: [rawStatefulSet('cart')],
  pods: [rawPod('cart', 0)],
  services: [rawService('cart')],
  endpointslices: [rawEndpointSlice('cart', [0])],
};

describe('GET /reports/by-entity', () => {
  it('reports the sets that carry the id, and each cluster that was looked in', async () => {
    const app = await createApp({
      inventory: fillInventory(NOW, CART),
      entities: [component('cart', { [ID]: 'cart' })],
    });
    const { status, body } = await app.get(
      '/reports/by-entity/component/default/cart',
    );
    expect(status).toBe(200);
    const report = entityReportSchema.strict().parse(body);
    expect(report).toMatchObject({
      entityRef: 'component:default/cart',
      generatedAt: '2026-11-20T12:00:00.000Z',
      selection: { kind: 'labels', labelSelector: `${ID}=cart` },
      statefulSets: [{ key: 'east/shop/cart', cluster: 'east' }],
    });
    expect(report.statefulSets[0]?.assessment.rollout).toEqual({
      state: 'Complete',
    });
    expect(report.clusters).toMatchObject([
      { name: 'east', state: 'synced', unread: [] },
      { name: 'west', state: 'unreachable' },
    ]);
  });

  it('reports a set that is named, once, however often it is named', async () => {
    const app = await createApp({
      inventory: fillInventory(NOW, CART),
      entities: [component('cart', { [SETS]: 'shop/cart,east/shop/cart' })],
    });
    const { body } = await app.get('/reports/by-entity/component/default/cart');
    expect(entityReportSchema.parse(body)).toMatchObject({
      selection: {
        kind: 'sets',
        sets: [
          { namespace: 'shop', name: 'cart' },
          { cluster: 'east', namespace: 'shop', name: 'cart' },
        ],
      },
      statefulSets: [{ key: 'east/shop/cart' }],
    });
  });

  it.each<[string, Record<string, string>, object]>([
    ['no annotation', {}, { kind: 'missing' }],
    [
      'a selector that cannot be understood',
      { [SELECTOR]: 'app in cart' },
      { kind: 'invalid', annotation: SELECTOR },
    ],
    [
      'a cluster that nobody named',
      { [ID]: 'cart', 'backstage.io/kubernetes-cluster': 'north' },
      {
        kind: 'invalid',
        annotation: 'backstage.io/kubernetes-cluster',
        message: 'No cluster is named "north"; known are east, west',
      },
    ],
    [
      'a name that is none',
      { [SETS]: 'cart' },
      { kind: 'invalid', annotation: SETS },
    ],
    ['a selector that selects nothing', { [ID]: 'none' }, { kind: 'labels' }],
  ])(
    'answers 200 for %s, and says so',
    async (_what, annotations, selection) => {
      const app = await createApp({
        inventory: fillInventory(NOW, CART),
        entities: [component('cart', annotations)],
      });
      const { status, body } = await app.get(
        '/reports/by-entity/component/default/cart',
      );
      expect(status).toBe(200);
      expect(entityReportSchema.parse(body)).toMatchObject({
        level: 'unknown',
        selection,
        statefulSets: [],
      });
    },
  );

  it('answers 304 to those who have the report already', async () => {
    const app = await createApp({
      inventory: fillInventory(NOW, CART),
      entities: [component('cart', { [ID]: 'cart' })],
    });
    const path = '/reports/by-entity/component/default/cart';
    const { headers } = await app.get(path);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const ask = (etag: string) => app.get(path).set('If-None-Match', etag);
    expect((await ask(String(headers.etag))).status).toBe(304);
    expect((await ask('W/"another"')).status).toBe(200);
  });

  it('answers 404 for an entity that the catalog does not show', async () => {
    const app = await createApp({});
    const { status, body } = await app.get(
      '/reports/by-entity/component/default/ghost',
    );
    expect(status).toBe(404);
    expect(body.error).toMatchObject({
      name: 'NotFoundError',
      message:
        'The catalog has no entity component:default/ghost, or you may not see it',
    });
  });

  it('answers 403 without the permission, before it looks the entity up', async () => {
    const app = await createApp({ result: AuthorizeResult.DENY });
    const { status, body } = await app.get(
      '/reports/by-entity/component/default/ghost',
    );
    expect(status).toBe(403);
    expect(body.error.message).toMatch(/stateful-services\.report\.read/);
  });

  it.each([
    ['kind', '/reports/by-entity/1component/default/cart'],
    ['namespace', '/reports/by-entity/component/Not%20One/cart'],
    ['name', '/reports/by-entity/component/default/-cart-'],
  ])('answers 400 for a malformed %s, and names it', async (field, path) => {
    const app = await createApp({});
    const { status, body } = await app.get(path);
    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
    expect(body.error.message).toMatch(new RegExp(`^${field} "`));
  });

  it('answers 401 to a caller without credentials', async () => {
    const app = await createApp({
      entities: [component('cart', { [ID]: 'cart' })],
    });
    const { status } = await app
      .get('/reports/by-entity/component/default/cart')
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });
});

describe('GET /reports/by-entity/…/timeline', () => {
  const TIMELINE = '/reports/by-entity/component/default/cart/timeline';
  const entities = [component('cart', { [ID]: 'cart' })];

  it('tells what has happened to the sets of the entity', async () => {
    const app = await createApp({
      inventory: fillInventory(NOW, CART),
      entities,
    });
    const { status, body } = await app.get(`${TIMELINE}?limit=10`);
    expect(status).toBe(200);
    expect(timelineSchema.strict().parse(body)).toMatchObject({
      entityRef: 'component:default/cart',
      items: [],
      paused: [{ cluster: 'west' }],
    });
  });

  it.each(['?limit=0', '?limit=201', '?cursor=nonsense'])(
    'refuses %s',
    async query => {
      const app = await createApp({ entities });
      expect((await app.get(TIMELINE + query)).status).toBe(400);
    },
  );

  it('checks who asks as the report does', async () => {
    const denied = await createApp({ entities, result: AuthorizeResult.DENY });
    expect((await denied.get(TIMELINE)).status).toBe(403);
    const app = await createApp({});
    expect((await app.get(TIMELINE)).status).toBe(404);
  });
});

describe('GET /reports', () => {
  const entities = [
    component('cart', { [ID]: 'cart' }),
    component('search', { [SELECTOR]: `${ID} in (search, other)` }),
    component('website'),
  ];
  const inventory = () =>
    fillInventory(NOW, {
      statefulsets: [rawStatefulSet('cart'), rawStatefulSet('search')],
      pods: [rawPod('cart', 0), rawPod('search', 0, { ready: false })],
      services: [rawService('cart'), rawService('search')],
      endpointslices: [rawEndpointSlice('cart', [0])],
    });

  it('lists annotated entities only, worst first', async () => {
    const app = await createApp({ inventory: inventory(), entities });
    const { status, body } = await app.get('/reports');
    expect(status).toBe(200);
    const fleet = fleetReportSchema.strict().parse(body);
    expect(fleet.items.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/search',
      'component:default/cart',
    ]);
    expect(fleet.totalItems).toBe(2);
    expect(fleet.clusters.map(({ name }) => name)).toEqual(['east', 'west']);
  });

  it('answers the page that was asked for', async () => {
    const app = await createApp({ inventory: inventory(), entities });
    const { body } = await app.get('/reports?limit=1&offset=1');
    expect(fleetReportSchema.parse(body)).toMatchObject({
      items: [{ entityRef: 'component:default/cart' }],
      totalItems: 2,
    });
  });

  it.each(['limit=0', 'limit=501', 'offset=-1', 'limit=many', 'page=2'])(
    'answers 400 for ?%s',
    async query => {
      const app = await createApp({});
      const { status, body } = await app.get(`/reports?${query}`);
      expect(status).toBe(400);
      expect(body.error.message).toContain(query.split('=')[0]);
    },
  );

  it('answers 403 without the permission', async () => {
    const app = await createApp({ result: AuthorizeResult.DENY });
    expect((await app.get('/reports')).status).toBe(403);
  });
});

describe('GET /readiness', () => {
  it('is starting, with 503, while a cluster is read for the first time', async () => {
    const fresh = new Inventory(() => NOW);
    fresh.addCluster({ name: 'east', title: 'East' });
    const app = await createApp({ inventory: fresh });
    const { status, body } = await app.get('/readiness');
    expect(status).toBe(503);
    expect(body).toEqual({ status: 'starting', clusters: { syncing: 1 } });
  });

  it('is partly blind while a cluster does not answer', async () => {
    const app = await createApp({});
    const { status, body } = await app.get('/readiness');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'partlyBlind',
      clusters: { synced: 1, unreachable: 1 },
    });
  });

  it('is ready when nothing is configured, as there is nothing to wait for', async () => {
    const app = await createApp({ inventory: new Inventory(() => NOW) });
    const { status, body } = await app.get('/readiness');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ready', clusters: {} });
  });
});

it('answers GET /health', async () => {
  const app = await createApp({});
  expect((await app.get('/health')).body).toEqual({ status: 'ok' });
});

describe('GET /diagnostics', () => {
  it('tells how each resource of each cluster is read, and what permission is missing', async () => {
    const inventory = fillInventory(NOW, CART);
    const [east] = inventory.clusters;
    const sink = east?.sink('persistentvolumes');
    sink?.report({
      synced: false,
      state: 'forbidden',
      since: NOW,
      message: 'permission was denied',
      denied: { verb: 'watch', resource: 'persistentvolumes' },
    });
    if (sink) {
      sink.statistics.lastFailure = { at: NOW, message: 'denied' };
    }
    const app = await createApp({ inventory });
    const { status, body } = await app.get('/diagnostics');
    expect(status).toBe(200);
    const diagnostics = diagnosticsSchema.strict().parse(body);
    expect(diagnostics).toMatchObject({
      status: 'partlyBlind',
      clusters: [
        { name: 'east', state: 'partial' },
        { name: 'west', state: 'unreachable' },
      ],
      unwatched: [{ origin: 'elsewhere', message: 'not for a watch' }],
    });
    const byResource = new Map(
      diagnostics.clusters[0]?.resources.map(entry => [entry.resource, entry]),
    );
    expect(byResource.get('pods')).toMatchObject({
      state: 'synced',
      objects: 1,
      unreadable: 0,
    });
    expect(byResource.get('persistentvolumes')).toMatchObject({
      state: 'forbidden',
      lastFailure: { message: 'denied' },
      missingRule: {
        apiGroups: [''],
        resources: ['persistentvolumes'],
        verbs: ['list', 'watch'],
      },
    });
  });

  it('is refused without the permission, which is named', async () => {
    const app = await createApp({ result: AuthorizeResult.DENY });
    const { status, body } = await app.get('/diagnostics');
    expect(status).toBe(403);
    expect(body.error.message).toMatch(/stateful-services\.diagnostics\.read/);
  });
});
