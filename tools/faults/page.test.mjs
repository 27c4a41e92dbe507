import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { makePage } from './faultsCommand.mjs';
import { clusterFaultsPage } from './page.mjs';

const fault = {
  id: 'cut',
  title: 'connections are cut',
  seconds: 5,
  toldAfterMs: 120,
  rightAfterMs: 1_500,
  falselyHealthy: 0,
  connections: 1,
  shown: ['unreachable: GET https://127.0.0.1:34567/api/v1/pods: refused'],
  others: { untouched: true, slowestMs: 80 },
};
const machine = { node: '24.1.0', cores: 2 };
const pageOf = change =>
  clusterFaultsPage({
    faults: [{ ...fault, ...change }],
    scenarios: [],
    machine,
  });

test('a fault stands with how long it took and what was shown', () => {
  const page = pageOf({});
  assert.match(
    page,
    /^\| connections are cut \| 5 s \| 0\.1 s \| 1\.5 s \| 0 \| 1 \| 0\.1 s \|$/m,
  );
  assert.match(page, /^- unreachable: GET \/api\/v1\/pods: refused$/m);
  assert.doesNotMatch(page, /Not as it should be/);
});

for (const [what, change] of [
  ['was never told', { toldAfterMs: undefined }],
  ['was told too late', { toldAfterMs: 5_001, isToldMeanwhile: true }],
  ['was never right again', { rightAfterMs: undefined }],
  ['was called healthy', { falselyHealthy: 1 }],
  ['touched others', { others: { untouched: false, slowestMs: 80 } }],
]) {
  test(`a fault that ${what} is named`, () => {
    assert.match(
      pageOf(change),
      /^Not as it should be: connections are cut\.$/m,
    );
  });
}

test('docs/cluster-faults.md is what the kept results make', async () => {
  const page = await readFile(
    new URL('../../docs/cluster-faults.md', import.meta.url),
    'utf8',
  );
  assert.equal(page, await makePage());
});
