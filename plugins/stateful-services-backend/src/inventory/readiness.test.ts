import {
  ClusterState,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { ClusterInventory } from './clusterInventory';
import { Inventory } from './inventory';
import { Readiness } from './readiness';

type Reached = Extract<ClusterState, 'synced' | 'unreachable' | 'forbidden'>;

function reach(cluster: ClusterInventory, state: Reached): void {
  for (const { name } of Object.values(watchedResources)) {
    cluster.sink(name).report({ synced: state === 'synced', state, since: 0 });
  }
}

function clusters(...states: readonly (Reached | 'syncing')[]) {
  const inventory = new Inventory(() => 0);
  states.forEach((state, index) => {
    const name = `cluster-${index}`;
    const cluster = inventory.addCluster({ name, title: name });
    if (state !== 'syncing') {
      reach(cluster, state);
    }
  });
  return inventory;
}

it.each([
  [[], 'ready'],
  [['synced', 'synced'], 'ready'],
  [['synced', 'syncing'], 'starting'],
  [['syncing', 'unreachable'], 'starting'],
  [['synced', 'unreachable'], 'partlyBlind'],
  [['forbidden', 'unreachable'], 'broken'],
] as const)('with clusters %j it is %s', (states, status) => {
  const readiness = new Readiness(clusters(...states), { isComplete: true });
  expect(readiness.describe().status).toBe(status);
});

it('is starting until it is known which clusters there are', () => {
  const roster = { isComplete: false };
  const readiness = new Readiness(clusters('synced'), roster);
  expect(readiness.describe().status).toBe('starting');
  roster.isComplete = true;
  expect(readiness.describe().status).toBe('ready');
});

it('does not start again when a cluster comes later', () => {
  const inventory = clusters('synced');
  const readiness = new Readiness(inventory, { isComplete: true });
  expect(readiness.describe().status).toBe('ready');
  inventory.addCluster({ name: 'late', title: 'late' });
  expect(readiness.describe()).toEqual({
    status: 'ready',
    clusters: { synced: 1, syncing: 1 },
  });
});
