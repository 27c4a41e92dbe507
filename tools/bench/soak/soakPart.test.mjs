import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds } from '../result.mjs';
import { describeSoak } from './soakPart.mjs';

const looksOf = figure =>
  Array.from({ length: 40 }, (_, index) => ({
    residentMiB: 500,
    sockets: 20,
    connections: 1,
    ...figure(index),
  }));

const broken = (looks, live = { halfway: 200, end: 205 }) =>
  describeSoak({ services: 10, seconds: 200, looks, live })
    .limits.filter(limit => !holds(limit))
    .map(({ what }) => what);

test('what stays as it is holds, also when it has grown at first', () => {
  assert.deepEqual(broken(looksOf(() => ({}))), []);
  const growsAtFirst = index => ({ residentMiB: index < 10 ? 300 : 500 });
  assert.deepEqual(broken(looksOf(growsAtFirst)), []);
});

test('memory that grows is found', () => {
  const found = broken(looksOf(index => ({ residentMiB: 400 + 10 * index })));
  assert.equal(found.length, 1);
  assert.match(found[0], /^resident memory/);
});

test('memory that is no garbage is found when it grows', () => {
  const found = broken(
    looksOf(() => ({})),
    { halfway: 200, end: 220 },
  );
  assert.equal(found.length, 1);
  assert.match(found[0], /^memory without garbage/);
});

test('sockets that are left open are found', () => {
  const found = broken(looksOf(index => ({ sockets: 20 + index })));
  assert.equal(found.length, 1);
  assert.match(found[0], /^sockets/);
});
