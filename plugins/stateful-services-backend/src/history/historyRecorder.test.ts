import { mockServices } from '@backstage/backend-test-utils';
import { watchedResources } from 'backstage-plugin-stateful-services-common';
import { fillInventory } from '../__testUtils__/filledInventory';
import { rawPod, rawStatefulSet } from '../__testUtils__/objects';
import { Inventory } from '../inventory/inventory';
import { AssessmentCache } from '../reports/assessmentCache';
import { TimedChanges } from '../reports/timedChanges';
import { HistoryEntry } from './historyEntry';
import { HistoryRecorder } from './historyRecorder';

const NOW = Date.parse('2026-11-20T12:00:00Z');

let inventory: Inventory;
let timedChanges: TimedChanges;
let recorder: HistoryRecorder;
let written: HistoryEntry[];
/** Clusters of which what is stored was read. */
let read: string[];
/** How often the recorder has asked how a set is. */
let looks: number;

/** A cluster with one set, whose only member became unready just now. */
beforeEach(() => {
  // Turns of the event loop are taken as they come.
  jest.useFakeTimers({ now: NOW, doNotFake: ['setImmediate', 'performance'] });
  written = [];
  read = [];
  looks = 0;
  const pod = rawPod('cart', 0);
  const since = new Date(NOW).toISOString();
  inventory = fillInventory(NOW, {
    statefulsets: [rawStatefulSet('cart')],
    pods: [
      {
        ...pod,
        status: {
          phase: 'Running',
          conditions: [
            { type: 'Ready', status: 'False', lastTransitionTime: since },
          ],
        },
      },
    ],
  });
  const logger = mockServices.logger.mock();
  const assessments = new AssessmentCache(inventory, Date.now, logger);
  timedChanges = new TimedChanges(inventory, assessments, Date.now);
  recorder = new HistoryRecorder({
    inventory,
    assess: (cluster, set) => {
      looks += 1;
      return assessments.assess(cluster, set);
    },
    journal: {
      hasRoom: true,
      isIdle: true,
      append: entries => written.push(...entries),
    },
    readTraces: async cluster => {
      read.push(cluster);
      return [];
    },
    now: Date.now,
    logger,
  });
  inventory.onChange(change => recorder.changed(change));
  inventory.announce({ kind: 'cluster', cluster: 'east' });
});

afterEach(() => {
  timedChanges.stop();
  recorder.stop();
  jest.useRealTimers();
});

const found = () =>
  written.flatMap(entry =>
    entry.kind === 'findingOpened' ? entry.finding.rule : [],
  );

it('records what time alone brings, and looks at nothing meanwhile', async () => {
  await jest.advanceTimersByTimeAsync(290_000);
  expect(found()).not.toContain('pod.readiness-failing');
  const early = looks;
  expect(early).toBeLessThan(10);

  await jest.advanceTimersByTimeAsync(20_000);
  expect(found()).toContain('pod.readiness-failing');
  expect(looks).toBe(early + 1);
});

it('reads what is stored of a cluster again when that is watched again', async () => {
  await jest.advanceTimersByTimeAsync(10_000);
  expect(read).toEqual(['east']);
  inventory.removeCluster('east');
  await jest.advanceTimersByTimeAsync(10_000);
  const east = inventory.addCluster({ name: 'east', title: 'East' });
  for (const { name } of Object.values(watchedResources)) {
    east.sink(name).report({ synced: true, state: 'synced', since: NOW });
  }
  await jest.advanceTimersByTimeAsync(10_000);
  expect(read).toEqual(['east', 'east']);
});
