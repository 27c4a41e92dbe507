import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { serviceObjects } from './serviceObjects.mjs';
import { sharedObjects } from './sharedObjects.mjs';

const now = Date.parse('2026-11-20T12:00:00Z');
const { observeObjects, assess } = createRequire(import.meta.url)(
  '../sources.cjs',
).sources();

function judge(situation) {
  const objects = [
    ...sharedObjects({ now }),
    ...serviceObjects({ index: 3, namespace: 'shop', situation, now }),
  ];
  const [observation] = observeObjects(objects, {
    cluster: 'bench',
    complete: true,
  });
  return assess(observation, { now });
}

test('a quiet service is complete and gives no alarm', () => {
  const { rollout, findings } = judge('quiet');
  assert.equal(rollout.state, 'Complete');
  assert.deepEqual(
    findings.filter(({ severity }) => severity !== 'info'),
    [],
  );
});

test('a rolling service is in the middle of its rollout', () => {
  const { rollout, availability } = judge('rolling');
  assert.equal(rollout.state, 'RollingOut');
  assert.equal(availability.ready ?? availability.available, 2);
});

test('a pod is as large as those of a cluster', () => {
  const pod = serviceObjects({
    index: 0,
    namespace: 'shop',
    situation: 'quiet',
    now,
  }).find(({ kind }) => kind === 'Pod');
  const bytes = JSON.stringify(pod).length;
  assert.ok(bytes > 6_000 && bytes < 12_000, `${bytes} bytes`);
});
