import { Entity } from '@backstage/catalog-model';
import { EntityReport } from 'backstage-plugin-stateful-services-common';
import { Inventory } from '../inventory/inventory';
import { WrittenReports } from './writtenReports';

const component = (): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'cart' },
});

/** Reports that tell how many were made before them. */
function setUp() {
  let now = 0;
  let made = 0;
  const inventory = new Inventory(() => now);
  const make = (): EntityReport => {
    made += 1;
    return {
      entityRef: 'component:default/cart',
      generatedAt: `report ${made}`,
      level: 'unknown',
      selection: { kind: 'missing' },
      clusters: [],
      statefulSets: [],
    };
  };
  const written = new WrittenReports(inventory, () => now, make);
  return {
    inventory,
    written,
    read: (entity: Entity) =>
      JSON.parse(String(written.of(entity).bytes)).generatedAt,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

it('makes a report once for all who ask within a second in which nothing changes', () => {
  const { read, pass } = setUp();
  const cart = component();
  expect(read(cart)).toBe('report 1');
  pass(999);
  expect(read(cart)).toBe('report 1');
  pass(1);
  expect(read(cart)).toBe('report 2');
});

it('makes it anew at once when something changes', () => {
  const { inventory, read } = setUp();
  const cart = component();
  read(cart);
  inventory.announce({ kind: 'cluster', cluster: 'east' });
  expect(read(cart)).toBe('report 2');
});

it('makes another one of what the catalog has answered anew', () => {
  const { read } = setUp();
  read(component());
  expect(read(component())).toBe('report 2');
});

it('marks each report by what it says', () => {
  const { written, pass } = setUp();
  const cart = component();
  const { etag } = written.of(cart);
  expect(etag).toMatch(/^W\/".+"$/);
  expect(written.of(cart).etag).toBe(etag);
  pass(1_000);
  expect(written.of(cart).etag).not.toBe(etag);
});
