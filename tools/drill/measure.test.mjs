import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longestGapMs, spans, summarizeProbes } from './measure.mjs';

const at = (...times) => times.map(time => ({ at: time }));

test('a gap begins with the last write before the event', () => {
  const window = { from: 100, to: 500 };
  assert.equal(longestGapMs(at(10, 90, 400, 410), window), 310);
});

test('a gap that ends after the window is not its own', () => {
  assert.equal(longestGapMs(at(110, 120, 900), { from: 100, to: 500 }), 10);
});

test('there is no gap between fewer than two writes', () => {
  assert.equal(longestGapMs(at(110), { from: 100, to: 500 }), undefined);
});

test('the probes of a container are told apart and counted from the start of the drill', () => {
  const entry = { pod: 'a-0', container: 'redis', alive: true };
  const entries = [
    { ...entry, at: 500, ready: false },
    { ...entry, at: 2_000, ready: false },
    { ...entry, at: 3_000, ready: true },
    { ...entry, at: 3_000, container: 'sentinel', ready: true },
  ];
  assert.deepEqual(summarizeProbes(entries, { from: 1_000, to: 9_000 }), [
    { name: 'a-0/redis', notReady: [1], notAlive: [] },
    { name: 'a-0/sentinel', notReady: [], notAlive: [] },
  ]);
});

test('seconds that follow each other are one span', () => {
  assert.equal(spans([1, 5, 12, 20]), '1-12, 20');
});
