import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runPhases } from './phases.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

/** Phases that take as long as they say, on a clock that they move themselves. */
function simulate(seconds) {
  const clock = { ms: 0 };
  const phases = Object.entries(seconds).map(([name, taken]) => ({
    name,
    title: `Doing ${name}`,
    expectedSeconds: 10,
    run: async () => {
      clock.ms += taken * 1000;
    },
  }));
  return { phases, now: () => clock.ms };
}

const collect = () => {
  const lines = [];
  return { lines, write: text => lines.push(text) };
};

it('each phase says how long is left, at first by what it usually takes and then by what it took here', async test => {
  const data = await temporaryFolder(test);
  const timed = simulate({ a: 4, b: 6 });
  const first = collect();
  await runPhases(timed.phases, { data, out: first, now: timed.now });
  assert.match(first.lines[0], /^\[1\/2\] Doing a … about 20 s left/);
  assert.deepEqual(
    first.lines.filter(line => line.includes('done')),
    ['[1/2] Doing a: done in 4 s\n', '[2/2] Doing b: done in 6 s\n'],
  );

  const second = collect();
  const again = simulate({ a: 4, b: 6 });
  await runPhases(again.phases, { data, out: second, now: again.now });
  assert.match(second.lines[0], /about 10 s left/);
});

it('a phase that fails is the last one', async test => {
  const out = collect();
  const fail = {
    name: 'a',
    title: 'Doing a',
    expectedSeconds: 1,
    run: () => Promise.reject(new Error('no')),
  };
  const never = {
    name: 'b',
    title: 'Doing b',
    expectedSeconds: 1,
    run: () => assert.fail('ran after a failure'),
  };
  await assert.rejects(
    runPhases([fail, never], { data: await temporaryFolder(test), out }),
    /^Error: no$/,
  );
  assert.match(out.lines.at(-1), /Doing a: stopped after 0 s/);
});
