import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyInThird, slotCount, slotOf } from './slots.mjs';

test('slots are those that CLUSTER KEYSLOT tells', () => {
  assert.equal(slotOf('a'), 15495);
  assert.equal(slotOf('b'), 3300);
  assert.equal(slotOf('123456789'), 0x31c3);
});

test('keys lie in the third that was asked for', () => {
  for (const third of [0, 1, 2]) {
    const slot = slotOf(keyInThird('outside:7', third));
    assert.equal(Math.floor((slot / slotCount) * 3), third);
  }
});
