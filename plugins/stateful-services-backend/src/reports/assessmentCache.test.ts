import { mockServices } from '@backstage/backend-test-utils';
import { watchedResources } from 'backstage-plugin-stateful-services-common';
import {
  rawEndpointSlice,
  rawNode,
  rawPod,
  rawService,
  rawStatefulSet,
} from '../__testUtils__/objects';
import { Inventory } from '../inventory/inventory';
import { project } from '../watching/projection';
import { AssessmentCache } from './assessmentCache';

let now: number;
let inventory: Inventory;
let cache: AssessmentCache;
const logger = mockServices.logger.mock();

function versioned(object: ReturnType<typeof rawPod>, resourceVersion: string) {
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}

function assessCart() {
  const [cluster] = inventory.clusters;
  const set = cluster?.tables.statefulsets.get('shop/cart');
  if (!cluster || !set) {
    throw new Error('The set should be there');
  }
  return cache.assess(cluster, set);
}

function fill(ready: boolean) {
  const [cluster] = inventory.clusters;
  const { endpointslices, nodes, pods, services, statefulsets } =
    watchedResources;
  cluster?.sink('nodes').put(project(nodes, versioned(rawNode(), '1')));
  cluster
    ?.sink('statefulsets')
    .put(project(statefulsets, versioned(rawStatefulSet('cart'), '1')));
  cluster
    ?.sink('services')
    .put(project(services, versioned(rawService('cart'), '1')));
  cluster
    ?.sink('endpointslices')
    .put(
      project(endpointslices, versioned(rawEndpointSlice('cart', [0]), '1')),
    );
  cluster
    ?.sink('pods')
    .put(project(pods, versioned(rawPod('cart', 0, { ready }), '1')));
}

beforeEach(() => {
  now = Date.parse('2026-11-20T12:00:00Z');
  inventory = new Inventory(() => now);
  const cluster = inventory.addCluster({ name: 'east', title: 'East' });
  cache = new AssessmentCache(inventory, () => now, logger);
  for (const { name } of Object.values(watchedResources)) {
    cluster.sink(name).report({ synced: true, state: 'synced', since: now });
  }
});

it('keeps the judgement of a settled set until something concerned changes', () => {
  fill(true);
  const first = assessCart();
  expect(first.level).toBe('fine');
  now += 29_000;
  expect(assessCart()).toBe(first);

  fill(false);
  expect(assessCart().level).not.toBe('fine');
});

it('judges a set that is not settled again after a second, as time alone changes it', () => {
  fill(false);
  const first = assessCart();
  now += 999;
  expect(assessCart()).toBe(first);
  now += 1;
  expect(assessCart()).not.toBe(first);
});

it.each([10, -10])(
  'judges a cluster by its own clock when ours is %s minutes off',
  minutes => {
    // Five minutes after the pod was created, which is soon enough.
    now = Date.parse('2026-11-20T10:05:00Z');
    fill(false);
    const right = assessCart();
    const serverTime = now;
    now += minutes * 60_000;
    inventory.clusters[0]?.clock.heard(serverTime);
    cache = new AssessmentCache(inventory, () => now, logger);
    expect(assessCart()).toEqual(right);
  },
);

it('calls a set that cannot be judged unknown, and says so in the log', () => {
  fill(true);
  const [cluster] = inventory.clusters;
  const pod = cluster?.tables.pods.get('shop/cart-0');
  if (!pod) {
    throw new Error('The pod should be there');
  }
  const unreadable = Object.defineProperty({ ...pod }, 'phase', {
    get: () => {
      throw new Error('no such phase');
    },
    enumerable: false,
  });
  cluster?.tables.pods.put(unreadable);

  const assessment = assessCart();

  expect(assessment.level).toBe('unknown');
  expect(assessment.rollout).toEqual({
    state: 'Unknown',
    reason: expect.stringContaining('The judgement of this set failed'),
  });
  expect(logger.error).toHaveBeenCalledWith(
    'StatefulSet east/shop/cart could not be judged',
    expect.objectContaining({ message: 'no such phase' }),
  );
});
