import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assessPart } from './assessPart.mjs';

test('the judgement is measured: one set, all sets, one event, each rule', async () => {
  const { limits, tables } = await assessPart({ sets: 20, timeMs: 10 });
  assert.equal(limits.length, 4);
  for (const { what, value } of limits) assert.ok(value > 0, what);
  const touched = limits.find(({ what }) => what.includes('one pod'));
  assert.equal(touched.value, 1);
  const [rules] = tables;
  assert.ok(rules.rows.some(([id]) => id === 'roll.trap'));
});
