import {
  ResourceName,
  watchedResources,
} from 'backstage-plugin-stateful-services-common';
import { RawObject, rawPod, rawStatefulSet } from '../__testUtils__/objects';
import { project } from '../watching/projection';
import { ClusterInventory } from './clusterInventory';
import { observe } from './observe';

const NOW = Date.parse('2026-11-20T12:00:00Z');

let inventory: ClusterInventory;
/** For each change, the names of the sets concerned, or `cluster`. */
let changes: (string | readonly string[])[];
let version = 1;

function projected<TName extends ResourceName>(name: TName, raw: RawObject) {
  version += 1;
  return project(watchedResources[name], {
    ...raw,
    metadata: {
      creationTimestamp: '2026-11-20T10:00:00Z',
      ...raw.metadata,
      resourceVersion: String(version),
    },
  });
}

function put<TName extends ResourceName>(name: TName, raw: RawObject): void {
  inventory.sink(name).put(projected(name, raw));
}

function withClaims(name: string): RawObject {
  const raw = rawStatefulSet(name);
  return {
    ...raw,
    spec: {
      ...Object(raw.spec),
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
    },
  };
}

function claim(name: string, volumeName?: string): RawObject {
  return {
    metadata: { name, namespace: 'shop', uid: `uid-${name}` },
    spec: { volumeName },
    status: { phase: 'Bound' },
  };
}

function clusterScoped(name: string): RawObject {
  return { metadata: { name, uid: `uid-${name}` }, spec: {} };
}

function observeSet(name: string) {
  const set = inventory.tables.statefulsets.get(`shop/${name}`);
  if (!set) {
    throw new Error(`No set ${name}`);
  }
  return observe(inventory, set);
}

beforeEach(() => {
  changes = [];
  inventory = new ClusterInventory({
    name: 'east',
    title: 'East',
    now: () => NOW,
    onChange: change =>
      changes.push(
        change.kind === 'cluster'
          ? 'cluster'
          : change.sets.map(({ name }) => name),
      ),
  });
  for (const { name } of Object.values(watchedResources)) {
    inventory.sink(name).report({ synced: true, state: 'synced', since: NOW });
  }
  put('statefulsets', withClaims('cart'));
  put('statefulsets', withClaims('search'));
  put('pods', rawPod('cart', 0));
  put('persistentvolumeclaims', claim('data-cart-0', 'volume-1'));
  changes.length = 0;
});

describe('a change concerns', () => {
  it.each<[string, ResourceName, RawObject, readonly string[]]>([
    ['the set itself', 'statefulsets', withClaims('new'), ['new']],
    ['the owner of a pod', 'pods', rawPod('cart', 1), ['cart']],
    [
      'the set whose name a claim carries',
      'persistentvolumeclaims',
      claim('data-search-0'),
      ['search'],
    ],
    [
      'the set whose claim is bound to a volume',
      'persistentvolumes',
      clusterScoped('volume-1'),
      ['cart'],
    ],
    ['sets with a pod on the node', 'nodes', clusterScoped('node-1'), ['cart']],
    [
      'all sets of the namespace of a budget',
      'poddisruptionbudgets',
      { ...clusterScoped('b'), metadata: { ...claim('b').metadata } },
      ['cart', 'search'],
    ],
    [
      'all sets, for a storage class',
      'storageclasses',
      { ...clusterScoped('fast'), provisioner: 'p' },
      ['cart', 'search'],
    ],
  ])('%s', (_what, resource, raw, sets) => {
    put(resource, raw);
    expect(changes).toEqual([sets]);
  });

  it('the set whose name is taken, for a pod of another owner', () => {
    const squatter = rawPod('other', 0);
    put('pods', {
      ...squatter,
      metadata: { ...squatter.metadata, name: 'search-0' },
    });
    expect(changes).toEqual([['search']]);
    expect(observeSet('search').pods).toMatchObject({
      read: true,
      value: [{ name: 'search-0' }],
    });
  });

  it('nobody, when nothing that a rule reads has changed', () => {
    put('pods', rawPod('cart', 0));
    put('persistentvolumes', clusterScoped('unused'));
    expect(changes).toEqual([]);
  });

  it('the owner of a pod that is gone from a new list', () => {
    inventory.sink('pods').replaceAll([]);
    expect(changes).toEqual([['cart']]);
  });

  it('everything, when a resource can no longer be read', () => {
    inventory.sink('nodes').report({
      synced: true,
      state: 'forbidden',
      since: NOW,
      message: 'denied',
    });
    expect(changes).toContain('cluster');
  });
});

describe('an observation', () => {
  it('holds what belongs to the set', () => {
    put('persistentvolumes', clusterScoped('volume-1'));
    put('nodes', clusterScoped('node-1'));
    expect(observeSet('cart')).toMatchObject({
      cluster: 'east',
      pods: { read: true, value: [{ name: 'cart-0' }] },
      claims: { read: true, value: [{ name: 'data-cart-0' }] },
      volumes: { read: true, value: [{ name: 'volume-1' }] },
      nodes: { read: true, value: [{ name: 'node-1' }] },
    });
    expect(observeSet('search')).toMatchObject({
      pods: { read: true, value: [] },
      claims: { read: true, value: [] },
    });
  });

  it('says that a resource cannot be read, and why, instead of that there is none', () => {
    inventory.sink('pods').report({
      synced: false,
      state: 'forbidden',
      since: NOW,
      message: 'GET pods: denied',
    });
    expect(observeSet('cart').pods).toEqual({
      read: false,
      reason: 'forbidden',
      message: 'pods: GET pods: denied',
    });
  });

  it('is broken only for the set that an object which was not understood belongs to', () => {
    put('pods', { ...rawPod('cart', 1), status: { phase: 'Dancing' } });
    expect(changes).toEqual(['cluster']);
    expect(observeSet('cart').pods).toMatchObject({
      read: false,
      reason: 'broken',
      message: expect.stringContaining('shop/cart-1'),
    });
    expect(observeSet('search').pods).toMatchObject({ read: true });
  });

  it('tells that usage is not configured until it has been read', () => {
    expect(observeSet('cart').volumeUsage).toMatchObject({
      read: false,
      reason: 'notConfigured',
    });
    const usage = { claimName: 'data-cart-0', usedBytes: 1, capacityBytes: 2 };
    inventory.setVolumeUsage({
      read: true,
      value: new Map([['shop/data-cart-0', usage]]),
    });
    expect(observeSet('cart').volumeUsage).toEqual({
      read: true,
      value: [usage],
    });
  });
});

it('concerns only the set whose volume has filled by a percent', () => {
  const usage = (usedBytes: number) => ({
    read: true as const,
    value: new Map([
      [
        'shop/data-cart-0',
        { claimName: 'data-cart-0', usedBytes, capacityBytes: 1000 },
      ],
    ]),
  });
  inventory.setVolumeUsage(usage(500));
  changes.length = 0;
  inventory.setVolumeUsage(usage(509));
  expect(changes).toEqual([]);
  inventory.setVolumeUsage(usage(510));
  expect(changes).toEqual([['cart']]);
});
