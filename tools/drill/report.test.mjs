import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, drillsPage } from './report.mjs';
import { hasFailed } from './runDrill.mjs';

const held = {
  name: 'kill-primary',
  title: 'kill -9 of the primary',
  promisesAll: true,
  done: 'a-0 killed',
  acknowledged: 120,
  lost: 0,
  gapMs: 1_240,
  fullStrengthMs: 3_000,
  probes: [{ name: 'a-0/redis', notReady: [1, 2], notAlive: [] }],
};

test('a lost write fails a drill where none may be lost, and only there', () => {
  assert.equal(hasFailed(held), false);
  assert.equal(hasFailed({ ...held, lost: 1 }), true);
  assert.equal(hasFailed({ ...held, lost: 1, promisesAll: false }), false);
});

test('a drill that did not come to its end has failed', () => {
  assert.equal(hasFailed({ ...held, failure: 'Waited in vain' }), true);
});

test('a result names its figures', () => {
  const text = describe({ ...held, lost: 2 });
  assert.match(text, /^FAILED {2}kill -9 of the primary: a-0 killed/);
  assert.match(
    text,
    /acknowledged 120, lost 2, longest gap 1\.2 s, full strength after 3\.0 s/,
  );
  assert.match(text, /a-0\/redis: not ready at 1-2 s; alive whenever asked/);
});

test('the page has a row for each drill', () => {
  const page = drillsPage([
    {
      engine: 'redis',
      topology: 'replication',
      version: 'Redis 8',
      results: [held],
    },
  ]);
  assert.match(
    page,
    /^\| kill -9 of the primary \| 120 \| 0 \| none lost \| 1\.2 s \| 3\.0 s \|$/m,
  );
});
