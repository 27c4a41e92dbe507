import { Entity } from '@backstage/catalog-model';
import {
  parseStatefulSet,
  ReportChangedSignal,
} from 'backstage-plugin-stateful-services-common';
import { rawStatefulSet } from '../__testUtils__/objects';
import { InventoryChange } from '../inventory/inventoryChange';
import { selectSets } from '../reports/selectSets';
import { ReportSignals } from './reportSignals';

function entity(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'backstage.io/kubernetes-id': name },
    },
  };
}

function changeOf(name: string): InventoryChange {
  const raw = rawStatefulSet(name);
  const set = parseStatefulSet({
    ...raw,
    metadata: { ...raw.metadata, resourceVersion: '1' },
  });
  return { kind: 'sets', cluster: 'east', sets: [set] };
}

let signals: ReportSignals;
let sent: ReportChangedSignal[];

function watch(name: string): void {
  signals.watch(entity(name), selectSets(entity(name), ['east', 'west']));
}

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
  sent = [];
  signals = new ReportSignals({
    now: Date.now,
    publish: async signal => {
      sent.push(signal);
    },
  });
});

afterEach(() => {
  signals.stop();
  jest.useRealTimers();
});

it('signals the first change at once and the next ones together after 200 ms', () => {
  watch('cart');
  signals.changed(changeOf('cart'));
  expect(sent).toHaveLength(1);

  signals.changed(changeOf('cart'));
  signals.changed(changeOf('cart'));
  jest.advanceTimersByTime(199);
  expect(sent).toHaveLength(1);
  jest.advanceTimersByTime(1);
  expect(sent).toHaveLength(2);
  jest.advanceTimersByTime(10_000);
  expect(sent).toHaveLength(2);
});

it('gives each signal a higher revision, also after a restart', () => {
  watch('cart');
  watch('search');
  signals.changed(changeOf('cart'));
  signals.changed(changeOf('search'));
  expect(sent[0]?.revision).toBe(1_000_000);
  expect(sent[1]?.revision).toBe(1_000_001);
});

it('signals entities that select the set and nobody else', () => {
  watch('cart');
  watch('search');
  signals.changed(changeOf('search'));
  expect(sent.map(({ entityRef }) => entityRef)).toEqual([
    'component:default/search',
  ]);
});

it('signals all that look in a cluster whose state changes', () => {
  watch('cart');
  watch('search');
  signals.changed({ kind: 'cluster', cluster: 'west' });
  expect(sent).toHaveLength(2);
});

it('forgets an entity ten minutes after it was last asked for', () => {
  watch('cart');
  jest.advanceTimersByTime(10 * 60_000);
  signals.changed(changeOf('cart'));
  expect(sent).toHaveLength(1);

  jest.advanceTimersByTime(1);
  signals.changed(changeOf('cart'));
  jest.advanceTimersByTime(1_000);
  expect(sent).toHaveLength(1);
});

it('remembers a thousand entities and lets go of the one asked for longest ago', () => {
  watch('cart');
  watch('search');
  for (let index = 0; index < 998; index += 1) {
    watch(`other-${index}`);
  }
  watch('cart');
  watch('one-more');
  signals.changed(changeOf('search'));
  signals.changed(changeOf('cart'));
  expect(sent.map(({ entityRef }) => entityRef)).toEqual([
    'component:default/cart',
  ]);
});
