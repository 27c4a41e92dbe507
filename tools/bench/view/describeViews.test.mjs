import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeViews } from './describeViews.mjs';

const loadOf = (viewers, p99, requests) => ({
  viewers,
  views: 100,
  perSecond: 50,
  p50: p99 / 4,
  p95: p99 / 2,
  p99,
  arrivalP99: p99 * 2,
  failed: 0,
  requests,
  bytes: requests * 1_000,
  backendCpu: 1,
  apiServerCpu: requests / 10,
  connections: requests + 1,
});

const openPages = { pages: 10, perSecond: 1, p50: 5, p95: 10, p99: 20 };
const own = {
  answerBytes: 4_000,
  openPages,
  loads: [loadOf(1, 2, 0), loadOf(10, 4, 0)],
  residentMiB: 500,
  stored: { perSecond: 75 },
  latencies: [10, 20, 30],
  idle: 0.03,
  syncCpu: 272,
  left: 0,
};
const peer = {
  answerBytes: 60_000,
  openPages: { ...openPages, p99: 80 },
  loads: [loadOf(1, 40, 10), loadOf(10, 200, 10)],
  residentMiB: 600,
  left: 3,
};
const pages = [100, 200, 300];

const describe = () =>
  describeViews({
    services: 1_000,
    seconds: 16,
    own,
    pages,
    peer,
    restCpu: 0.01,
  });

test('latency stands as a share of the peer’s in the same run', () => {
  const { limits } = describe();
  assert.deepEqual(
    limits
      .filter(({ what }) => what.startsWith('p99'))
      .map(({ value, limit }) => [value, limit]),
    [
      [0.05, 0.05],
      [0.02, 0.05],
    ],
  );
});

test('pages that stay open are told beside the peer’s', () => {
  const table = describe().tables.find(({ title }) =>
    title.includes('stay open'),
  );
  assert.deepEqual(table.rows, [
    ['10', '1 : 1', '5 : 5', '10 : 10', '20 : 80'],
  ]);
});

test('the stored answer is a multiple of the report', () => {
  const { value, limit } = describe().limits.find(({ what }) =>
    what.startsWith('stored JSON'),
  );
  assert.deepEqual([value, limit], [1.5, 2]);
});

test('watching pays from as many open pages on as cost the same work', () => {
  const table = describe().tables.at(-1);
  const row = table.rows.find(([name]) => name.startsWith('open pages'));
  // 0.02 s of work a second for watching; a page asks every ten seconds for 0.02 s of work.
  assert.equal(row[1], '10');
});

test('a day of watching pays from as many views on as cost the same work', () => {
  const table = describe().tables.at(-1);
  const row = table.rows.find(([name]) => name.startsWith('views in a day'));
  // 272 s for the first sync and 0.02 s a second for watching; a view asks for 0.02 s of work.
  assert.equal(row[1], '100,000');
});
