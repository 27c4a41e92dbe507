import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  entityReportSchema,
  statefulServicesReportReadPermission,
} from 'backstage-plugin-stateful-services-common';
import { fillInventory } from '../__testUtils__/filledInventory';
import {
  rawEndpointSlice,
  rawPod,
  rawService,
  rawStatefulSet,
} from '../__testUtils__/objects';
import { AssessmentCache } from '../reports/assessmentCache';
import { EntityAccess } from '../reports/entityAccess';
import { EntityReports } from '../reports/entityReports';
import { registerActions } from './actions';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const credentials = mockCredentials.user('user:default/ada');

function component(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': name },
    },
  };
}

function createRegistry(
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const now = () => NOW;
  const inventory = fillInventory(NOW, {
    statefulsets: [rawStatefulSet('cart')],
    pods: [rawPod('cart', 0)],
    services: [rawService('cart')],
    endpointslices: [rawEndpointSlice('cart', [0])],
  });
  const catalog = catalogServiceMock.mock();
  const entities = catalogServiceMock({
    entities: [component('cart'), component('gone')],
  });
  catalog.getEntitiesByRefs.mockImplementation((request, options) =>
    entities.getEntitiesByRefs(request, options),
  );
  catalog.streamEntities.mockImplementation((request, options) =>
    entities.streamEntities(request, options),
  );
  const permissions = mockServices.permissions.mock({
    authorize: async () => [{ result }],
  });
  const registry = actionsRegistryServiceMock();
  registerActions(registry, {
    access: new EntityAccess(catalog, permissions, now),
    reports: new EntityReports(
      inventory,
      new AssessmentCache(inventory, now, mockServices.logger.mock()),
      now,
    ),
  });
  return { registry, catalog, permissions };
}

it('offers only what reads, to those who may read reports', async () => {
  const { registry } = createRegistry();
  const { actions } = await registry.list();
  expect(actions.map(({ name }) => name)).toEqual([
    'list-stateful-services',
    'get-stateful-service-report',
    'explain-finding',
  ]);
  for (const { attributes } of actions) {
    expect(attributes).toMatchObject({ readOnly: true, destructive: false });
  }
  for (const { visibilityPermission } of registry.actions.values()) {
    expect(visibilityPermission).toBe(statefulServicesReportReadPermission);
  }
});

it('lists the fleet as the caller sees it', async () => {
  const { registry, catalog, permissions } = createRegistry();
  const { output } = await registry.invoke({
    id: 'test:list-stateful-services',
    input: {},
    credentials,
  });
  expect(output).toMatchObject({ totalItems: 2 });
  expect(output).toHaveProperty(
    'items',
    expect.arrayContaining([
      {
        entityRef: 'component:default/cart',
        level: 'fine',
        headline: expect.stringMatching(/\w/),
      },
      { entityRef: 'component:default/gone', level: 'unknown' },
    ]),
  );
  expect(permissions.authorize.mock.calls[0]?.[1]).toEqual({ credentials });
  expect(catalog.streamEntities.mock.calls[0]?.[1]).toEqual({ credentials });
});

it('gives the whole report of an entity, whose kind and namespace may be left out', async () => {
  const { registry, catalog } = createRegistry();
  const { output } = await registry.invoke({
    id: 'test:get-stateful-service-report',
    input: { entityRef: 'cart' },
    credentials,
  });
  const report = entityReportSchema.strict().parse(output);
  expect(report).toMatchObject({
    entityRef: 'component:default/cart',
    statefulSets: [{ key: 'east/shop/cart' }],
  });
  expect(catalog.getEntitiesByRefs.mock.calls[0]?.[1]).toEqual({ credentials });
});

it.each([
  ['cart:', 'InputError', '"cart:" is no entity reference'],
  ['component:default/nobody', 'NotFoundError', 'has no entity'],
])('answers "%s" with %s', async (entityRef, name, message) => {
  const { registry } = createRegistry();
  await expect(
    registry.invoke({
      id: 'test:get-stateful-service-report',
      input: { entityRef },
      credentials,
    }),
  ).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
});

it.each([
  ['list-stateful-services', {}],
  ['get-stateful-service-report', { entityRef: 'cart' }],
])('refuses %s to a caller without the permission', async (action, input) => {
  const { registry } = createRegistry(AuthorizeResult.DENY);
  await expect(
    registry.invoke({ id: `test:${action}`, input, credentials }),
  ).rejects.toMatchObject({ name: 'NotAllowedError' });
});

it('explains a finding by its id, and says so when no rule has it', async () => {
  const { registry } = createRegistry();
  const explain = (id: string) =>
    registry.invoke({ id: 'test:explain-finding', input: { id }, credentials });
  expect((await explain('roll.trap')).output).toMatchObject({
    id: 'roll.trap',
    axis: 'rollout',
    explanation: expect.stringMatching(/\w/),
  });
  await expect(explain('roll.nothing')).rejects.toMatchObject({
    name: 'NotFoundError',
  });
});
