import { mockServices } from '@backstage/backend-test-utils';
import { fillInventory } from '../__testUtils__/filledInventory';
import { rawPod, RawObject, rawStatefulSet } from '../__testUtils__/objects';
import { Inventory } from '../inventory/inventory';
import { AssessmentCache } from './assessmentCache';
import { TimedChanges } from './timedChanges';

const NOW = Date.parse('2026-11-20T12:00:00Z');

/** A member that has just become unready: calling it so has a grace of five minutes, calling the set stalled one of ten. */
function unreadyPod(): RawObject {
  const pod = rawPod('cart', 0);
  return {
    ...pod,
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          lastTransitionTime: new Date(NOW).toISOString(),
        },
      ],
    },
  };
}

let inventory: Inventory;
let assessments: AssessmentCache;
let timedChanges: TimedChanges;
/** Seconds after NOW. */
let announcedAt: number[];

function start(pod: RawObject): void {
  inventory = fillInventory(NOW, {
    statefulsets: [rawStatefulSet('cart')],
    pods: [pod],
  });
  assessments = new AssessmentCache(
    inventory,
    Date.now,
    mockServices.logger.mock(),
  );
  timedChanges = new TimedChanges(inventory, assessments, Date.now);
  inventory.onChange(change => {
    if (change.kind === 'sets') {
      announcedAt.push((Date.now() - NOW) / 1000);
    }
  });
  // Something is heard of the cluster, as at the end of the first list.
  inventory.announce({ kind: 'cluster', cluster: 'east' });
}

function judge() {
  const [east] = inventory.clusters;
  const set = east?.tables.statefulsets.get('shop/cart');
  if (!east || !set) {
    throw new Error('The set should be there');
  }
  const { rollout, findings } = assessments.assess(east, set);
  return [rollout.state, ...findings.map(({ id }) => id)];
}

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  announcedAt = [];
});

afterEach(() => {
  timedChanges.stop();
  jest.useRealTimers();
});

it('announces a set when time alone changes its judgement, and then only', () => {
  start(unreadyPod());
  jest.advanceTimersByTime(299_000);
  const early = announcedAt.length;
  expect(judge()).not.toContain('pod.readiness-failing');

  jest.advanceTimersByTime(2_000);
  expect(announcedAt).toHaveLength(early + 1);
  expect(judge()).toContain('pod.readiness-failing');
  expect(judge()).toContain('ScalingUp');

  jest.advanceTimersByTime(300_000);
  expect(judge()).toContain('Stalled');
  const late = announcedAt.length;
  expect(announcedAt.at(-1)).toBeGreaterThanOrEqual(600);

  jest.advanceTimersByTime(3 * 3_600_000);
  expect(announcedAt).toHaveLength(late);
});

it('leaves a settled set alone', () => {
  start(rawPod('cart', 0));
  jest.advanceTimersByTime(3_600_000);
  expect(announcedAt).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});

it('forgets what was due when something happens first', () => {
  start(unreadyPod());
  jest.advanceTimersByTime(100_000);
  const [east] = inventory.clusters;
  east?.sink('statefulsets').remove('shop/cart');
  const known = announcedAt.length;
  jest.advanceTimersByTime(3_600_000);
  expect(announcedAt).toHaveLength(known);
  expect(jest.getTimerCount()).toBe(0);
});

it('does nothing more once stopped', () => {
  start(unreadyPod());
  timedChanges.stop();
  inventory.announce({ kind: 'cluster', cluster: 'east' });
  expect(jest.getTimerCount()).toBe(0);
});
