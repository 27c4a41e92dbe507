import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventually } from '../__testUtils__/eventually';
import { EntityAccess } from './entityAccess';

const ALICE = mockCredentials.user('user:default/alice');
const BOB = mockCredentials.user('user:default/bob');

const CART = { kind: 'component', namespace: 'default', name: 'cart' };

function cart(id: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'cart',
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': id },
    },
  };
}

let now: number;
let held: Entity;
/** Who has the permission, and to whom the catalog shows the entity. */
let permitted: Set<BackstageCredentials>;
let shownTo: Set<BackstageCredentials>;
let access: EntityAccess;
/** The refs of each question to the catalog, which answers once this is resolved. */
let questions: (readonly string[])[];
let answering: Promise<void>;

beforeEach(() => {
  now = 0;
  questions = [];
  answering = Promise.resolve();
  held = cart('before');
  permitted = new Set([ALICE, BOB]);
  shownTo = new Set([ALICE, BOB]);
  access = new EntityAccess(
    catalogServiceMock.mock({
      getEntitiesByRefs: async ({ entityRefs }, options) => {
        const isShown =
          options &&
          'credentials' in options &&
          shownTo.has(options.credentials);
        questions.push(entityRefs);
        await answering;
        return { items: entityRefs.map(() => (isShown ? held : undefined)) };
      },
    }),
    mockServices.permissions.mock({
      authorize: async (_requests, { credentials }) => [
        {
          result: permitted.has(credentials)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        },
      ],
    }),
    () => now,
  );
});

it('sees an annotation that has changed when three seconds are over', async () => {
  expect(await access.getEntity(CART, ALICE)).toEqual(cart('before'));
  held = cart('after');
  now = 2_999;
  expect(await access.getEntity(CART, ALICE)).toEqual(cart('before'));
  now = 3_000;
  expect(await access.getEntity(CART, ALICE)).toEqual(cart('after'));
});

it('shows no caller what only another may see, however soon after', async () => {
  shownTo.delete(BOB);
  await access.getEntity(CART, ALICE);
  await expect(access.getEntity(CART, BOB)).rejects.toThrow(/you may not see/);
});

it('lets no caller in because another has the permission, however soon after', async () => {
  permitted.delete(BOB);
  await access.getEntity(CART, ALICE);
  await expect(access.getEntity(CART, BOB)).rejects.toThrow(/report\.read/);
});

it('tells apart what a caller may do within restrictions and without', async () => {
  const restricted = mockCredentials.service('external:tool', {
    permissionNames: ['something.else'],
  });
  const whole = mockCredentials.service('external:tool');
  permitted.add(whole);
  shownTo.add(whole);
  await access.getEntity(CART, whole);
  await expect(access.getEntity(CART, restricted)).rejects.toThrow(
    /report\.read/,
  );
});

it('forgets a permission that is taken away when three seconds are over, and a refusal at once', async () => {
  await access.getEntity(CART, ALICE);
  permitted.delete(ALICE);
  now = 3_000;
  await expect(access.getEntity(CART, ALICE)).rejects.toThrow(/report\.read/);
  permitted.add(ALICE);
  expect(await access.getEntity(CART, ALICE)).toEqual(cart('before'));
});

it('lets nobody in three seconds after a permission was taken away, even who never stops asking', async () => {
  const takenAt = 1_600;
  const letInAt: number[] = [];
  for (now = 0; now < takenAt + 4_000; now += 100) {
    if (now === takenAt) {
      permitted.delete(ALICE);
    }
    const at = now;
    await access.getEntity(CART, ALICE).then(
      () => letInAt.push(at),
      () => {},
    );
    await nextTurn();
  }
  expect(letInAt).toContain(takenAt);
  expect(Math.max(...letInAt)).toBeLessThan(takenAt + 3_000);
});

it('asks the catalog together for what a caller wants while it has not yet answered', async () => {
  let answer = () => {};
  answering = new Promise(resolve => {
    answer = resolve;
  });
  const named = (name: string) =>
    access.getEntity({ ...CART, name }, ALICE).then(() => name);
  const first = named('a');
  await eventually(() => expect(questions).toHaveLength(1));
  const others = [named('b'), named('c')];
  await nextTurn();
  expect(questions).toHaveLength(1);
  answer();
  expect(await Promise.all([first, ...others])).toEqual(['a', 'b', 'c']);
  expect(questions).toEqual([
    ['component:default/a'],
    ['component:default/b', 'component:default/c'],
  ]);
});

it('asks again after the catalog has failed', async () => {
  answering = Promise.reject(new Error('catalog is away'));
  await expect(access.getEntity(CART, ALICE)).rejects.toThrow(/is away/);
  answering = Promise.resolve();
  expect(await access.getEntity(CART, ALICE)).toEqual(cart('before'));
});
