import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge, wasUntouched } from './judge.mjs';

const truth = 'cart: does not serve';

const well = at => ({
  at,
  state: 'synced',
  availability: 'Full',
  storage: 'Bound',
  told: 'cart: serves',
});
const blind = at => ({
  at,
  state: 'unreachable',
  message: 'refused',
  availability: 'Unknown',
  storage: 'Unknown',
  told: '',
});
const right = at => ({
  at,
  state: 'synced',
  availability: 'Down',
  storage: 'Bound',
  told: truth,
});

const judged = samples =>
  judge(samples, { from: 1_000, to: 5_000, truth, axis: 'availability' });

describe('the verdict on a fault', () => {
  it('counts from the fault until it is told, and from its end until all is right', () => {
    const verdict = judged([well(0), blind(1_400), right(5_700)]);
    assert.equal(verdict.toldAfterMs, 400);
    assert.equal(verdict.rightAfterMs, 700);
    assert.equal(verdict.falselyHealthy, 0);
  });

  it('is told at once when it was known to be blind before', () => {
    assert.equal(judged([blind(0), right(5_700)]).toldAfterMs, 0);
  });

  it('finds that the set was called healthy again', () => {
    const samples = [well(0), blind(1_400), well(2_000), right(5_700)];
    assert.equal(judged(samples).falselyHealthy, 1);
  });

  it('finds that it was never told, or never right', () => {
    assert.equal(judged([well(0)]).toldAfterMs, undefined);
    assert.equal(judged([well(0), blind(1_400)]).rightAfterMs, undefined);
  });

  it('counts from the last time that it was wrong', () => {
    const samples = [well(0), right(1_200), blind(5_500), right(6_000)];
    assert.equal(judged(samples).rightAfterMs, 1_000);
  });
});

describe('another cluster', () => {
  it('was untouched when it was read without a break', () => {
    assert.equal(wasUntouched([well(0), right(2_000)], { from: 1_000 }), true);
    assert.equal(wasUntouched([well(0), blind(2_000)], { from: 1_000 }), false);
    assert.equal(wasUntouched([blind(0)], { from: 1_000 }), false);
    assert.equal(wasUntouched([], { from: 1_000 }), false);
  });
});
