import {
  AuthService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import {
  NotificationSendOptions,
  NotificationService,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { watchedResources } from 'backstage-plugin-stateful-services-common';
import { Knex } from 'knex';
import request from 'supertest';
import { fillInventory } from '../__testUtils__/filledInventory';
import {
  rawEndpointSlice,
  rawPod,
  rawService,
  rawStatefulSet,
} from '../__testUtils__/objects';
import {
  DATABASES,
  openHistory,
} from '../history/__testUtils__/historyDatabase';
import { HistoryEntry } from '../history/historyEntry';
import { writeEntries } from '../history/operations/writeEntries';
import { SetIdentity } from '../history/setTrace';
import { AssessmentCache } from '../reports/assessmentCache';
import { project } from '../watching/projection';
import { OwnerNotifications } from './ownerNotifications';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-20T12:00:00Z');

const SET: SetIdentity = {
  cluster: 'east',
  setUid: 'uid-cart',
  namespace: 'shop',
  name: 'cart',
};

const FINDING = {
  rule: 'avail.down',
  severity: 'critical',
  title: 'No member is ready.',
} as const;

const OPENED: HistoryEntry = {
  kind: 'findingOpened',
  set: SET,
  finding: FINDING,
  at: NOW,
};

const CLOSED: HistoryEntry = { ...OPENED, kind: 'findingClosed' };

function component(name: string, id: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': id },
    },
    relations: [{ type: 'ownedBy', targetRef: 'user:default/mock' }],
  };
}

const OWNER: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'mock', namespace: 'default' },
};

const ENTITIES = [
  component('cart', 'cart'),
  component('other', 'other'),
  OWNER,
];

/** A backend that watches a cluster of one set, none of whose members is ready. */
function startReplica(options: {
  readonly knex: Knex;
  readonly notifications: NotificationService;
  readonly auth?: AuthService;
  readonly catalog?: CatalogService;
}) {
  let now = NOW;
  const inventory = fillInventory(NOW, {
    statefulsets: [rawStatefulSet('cart')],
    pods: [rawPod('cart', 0, { ready: false })],
    services: [rawService('cart')],
    endpointslices: [rawEndpointSlice('cart', [0])],
  });
  const logger = mockServices.logger.mock();
  const owners = new OwnerNotifications({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: ENTITIES }),
    ...options,
    inventory,
    assessments: new AssessmentCache(inventory, () => now, logger),
    logger,
    now: () => now,
  });
  return {
    tellAfter(seconds: number) {
      now = NOW + seconds * 1000;
      return owners.tell();
    },
    loseService() {
      inventory.clusters[0]?.sink('services').remove('shop/cart');
    },
    recover() {
      const ready = rawPod('cart', 0);
      const metadata = { ...ready.metadata, resourceVersion: '2' };
      const pod = project(watchedResources.pods, { ...ready, metadata });
      inventory.clusters[0]?.sink('pods').put(pod);
    },
  };
}

describe.each(DATABASES)('notifications from a history in $name', database => {
  let knex: Knex;
  let sent: NotificationSendOptions[];
  let isAway: boolean;
  const notifications: NotificationService = {
    async send(notification) {
      if (isAway) {
        throw new Error('Request failed with status 503');
      }
      sent.push(notification);
    },
  };
  const start = () => startReplica({ knex, notifications });

  beforeAll(() => database.start());
  afterAll(() => database.close());

  beforeEach(async () => {
    knex = await database.open();
    sent = [];
    isAway = false;
    await writeEntries(knex, [OPENED]);
  });

  afterEach(() => knex.destroy());

  it('tells the owner of a trouble once, whichever and however many replicas look', async () => {
    const [first, second] = [start(), start()];
    await first.tellAfter(59);
    expect(sent).toEqual([]);
    await Promise.all([first.tellAfter(61), second.tellAfter(61)]);
    await start().tellAfter(3_600);
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['user:default/mock'] },
        payload: {
          title: expect.stringMatching(/^cart: Nothing serves/),
          description: expect.any(String),
          link: '/catalog/default/component/cart',
          severity: 'critical',
          topic: 'stateful-services',
          scope: 'component:default/cart east/shop/cart',
        },
      },
    ]);
  });

  it('tells of a trouble of a set that nobody owned, once somebody does', async () => {
    const startWith = (...entities: Entity[]) =>
      startReplica({
        knex,
        notifications,
        catalog: catalogServiceMock({ entities }),
      });
    const { relations: _owners, ...unowned } = component('cart', 'cart');
    await startWith(component('other', 'other'), unowned).tellAfter(61);
    expect(sent).toEqual([]);
    await startWith(...ENTITIES).tellAfter(91);
    await startWith(...ENTITIES).tellAfter(121);
    expect(sent).toHaveLength(1);
  });

  it('says nothing of the end of a trouble that nobody was told of', async () => {
    const replica = startReplica({
      knex,
      notifications,
      catalog: catalogServiceMock({ entities: [] }),
    });
    await replica.tellAfter(61);
    await writeEntries(knex, [{ ...CLOSED, at: NOW + 70_000 }]);
    const later = start();
    later.recover();
    await later.tellAfter(80);
    expect(sent).toEqual([]);
  });

  it('tries again when the catalog is away', async () => {
    const away = catalogServiceMock.mock({
      streamEntities: () => {
        throw new Error('Request failed with status 503');
      },
    });
    await startReplica({ knex, notifications, catalog: away }).tellAfter(61);
    await start().tellAfter(91);
    expect(sent).toHaveLength(1);
  });

  it('tells once that it is over, in the same scope, and a new trouble again', async () => {
    const [first, second] = [start(), start()];
    await first.tellAfter(61);
    await writeEntries(knex, [{ ...CLOSED, at: NOW + 70_000 }]);
    first.recover();
    second.recover();
    await Promise.all([first.tellAfter(80), second.tellAfter(80)]);
    expect(sent).toMatchObject([
      { payload: { severity: 'critical' } },
      { payload: { severity: 'low', scope: sent[0]?.payload.scope } },
    ]);
    await writeEntries(knex, [{ ...OPENED, at: NOW + 100_000 }]);
    await start().tellAfter(200);
    expect(sent).toHaveLength(3);
  });

  it('says nothing of what is not so any more', async () => {
    const replica = start();
    replica.recover();
    await replica.tellAfter(61);
    expect(sent).toEqual([]);
  });

  it('names a risk, of which the headline says nothing', async () => {
    const replica = start();
    replica.recover();
    replica.loseService();
    await replica.tellAfter(61);
    expect(sent).toMatchObject([
      { payload: { title: expect.stringMatching(/^cart: .*Service/) } },
    ]);
  });

  it('tries again when the notifications backend is away', async () => {
    const replica = start();
    isAway = true;
    await replica.tellAfter(61);
    isAway = false;
    await replica.tellAfter(91);
    expect(sent).toHaveLength(1);
  });

  it('forgets a set that is deleted', async () => {
    const replica = start();
    await replica.tellAfter(61);
    await writeEntries(knex, [{ kind: 'setGone', set: SET, at: NOW + 70_000 }]);
    await replica.tellAfter(100);
    expect(sent).toHaveLength(1);
    expect(await knex('announcements').select()).toEqual([]);
  });
});

it('reaches the owner through the notifications backend, where the end takes the place of the beginning', async () => {
  let services:
    | {
        readonly notifications: NotificationService;
        readonly auth: AuthService;
      }
    | undefined;
  const sender = createBackendPlugin({
    pluginId: 'stateful-services',
    register(env) {
      env.registerInit({
        deps: { notifications: notificationService, auth: coreServices.auth },
        async init(deps) {
          services = deps;
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      notificationsPlugin,
      sender,
      mockServices.rootConfig.factory({
        data: { app: { baseUrl: 'http://localhost:3000' } },
      }),
      catalogServiceMock.factory({ entities: [OWNER] }),
    ],
  });
  if (!services) {
    throw new Error('The plugin that sends was not started');
  }
  const knex = await openHistory();
  const read = async () => {
    const { body } = await request(backend.server)
      .get('/api/notifications/notifications')
      .set('Authorization', mockCredentials.user.header());
    return body.notifications;
  };
  await writeEntries(knex, [OPENED]);
  const replica = startReplica({ knex, ...services });

  await replica.tellAfter(61);
  expect(await read()).toMatchObject([
    {
      payload: {
        severity: 'critical',
        link: '/catalog/default/component/cart',
      },
    },
  ]);

  await writeEntries(knex, [{ ...CLOSED, at: NOW + 70_000 }]);
  replica.recover();
  await replica.tellAfter(80);
  expect(await read()).toMatchObject([{ payload: { severity: 'low' } }]);
  await knex.destroy();
  await backend.stop();
});
