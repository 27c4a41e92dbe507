import { mockServices } from '@backstage/backend-test-utils';
import { watchedResources } from 'backstage-plugin-stateful-services-common';
import { fillInventory } from '../__testUtils__/filledInventory';
import { rawStatefulSet } from '../__testUtils__/objects';
import { AssessmentCache } from '../reports/assessmentCache';
import { EntityReports } from '../reports/entityReports';
import { openHistory } from './__testUtils__/historyDatabase';
import { EntityTimelines } from './entityTimelines';
import { writeEntries } from './operations/writeEntries';

const NOW = Date.parse('2026-11-20T12:00:00Z');

function component(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  };
}

/** Two sets in cluster `east`, each with three findings a minute apart, and a cluster `west` that does not answer. */
async function createTimelines() {
  const inventory = fillInventory(NOW, {
    statefulsets: [rawStatefulSet('cart'), rawStatefulSet('search')],
  });
  const knex = await openHistory();
  for (const name of ['cart', 'search']) {
    for (const minute of [1, 2, 3]) {
      await writeEntries(knex, [
        {
          kind: 'findingOpened',
          set: {
            cluster: 'east',
            setUid: `uid-${name}`,
            namespace: 'shop',
            name,
          },
          finding: {
            rule: `rule-${minute}`,
            severity: 'warning',
            title: `${name} ${minute}`,
          },
          at: NOW + minute * 60_000,
        },
      ]);
    }
  }
  const reports = new EntityReports(
    inventory,
    new AssessmentCache(inventory, () => NOW, mockServices.logger.mock()),
    () => NOW,
  );
  const timelines = new EntityTimelines(knex, inventory);
  return {
    inventory,
    knex,
    read: (name: string, page: { limit: number; cursor?: string }) =>
      timelines.read(reports.report(component(name)), page),
  };
}

it('tells the past of the sets of the entity and of no other, page by page', async () => {
  const { read } = await createTimelines();
  const first = await read('cart', { limit: 2 });
  expect(first).toMatchObject({
    entityRef: 'component:default/cart',
    items: [{ title: 'cart 3' }, { title: 'cart 2' }],
    durations: [],
  });
  const second = await read('cart', {
    limit: 2,
    cursor: first.nextCursor ?? 'none',
  });
  expect(second.items).toMatchObject([{ title: 'cart 1' }]);
  expect(second).not.toHaveProperty('nextCursor');
});

it('gives what the members of a set take, once that is known', async () => {
  const { read, inventory } = await createTimelines();
  const history = {
    samples: 4,
    replacementP50Ms: 40_000,
    replacementP95Ms: 90_000,
  };
  inventory.clusters[0]?.addRolloutHistory(new Map([['shop/cart', history]]));
  expect((await read('cart', { limit: 1 })).durations).toEqual([
    { key: 'east/shop/cart', ...history },
  ]);
});

it('says in which clusters nothing is being recorded', async () => {
  const { read, inventory } = await createTimelines();
  expect((await read('cart', { limit: 1 })).paused).toEqual([
    {
      cluster: 'west',
      message: 'GET https://west: the connection was refused',
    },
  ]);
  for (const { name } of Object.values(watchedResources)) {
    inventory.clusters[1]
      ?.sink(name)
      .report({ synced: true, state: 'synced', since: NOW });
  }
  expect((await read('cart', { limit: 1 })).paused).toEqual([]);
});

it('has nothing to tell of an entity without sets', async () => {
  const { read } = await createTimelines();
  expect((await read('nothing', { limit: 1 })).items).toEqual([]);
});

it('says that the database is away, and that nothing is lost by it', async () => {
  const { read, knex } = await createTimelines();
  await knex.destroy();
  await expect(read('cart', { limit: 1 })).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.stringMatching(/What happens meanwhile is kept/),
  });
});
