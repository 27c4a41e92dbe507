import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { makePage } from './benchCommand.mjs';
import { describe, benchmarksPage } from './report.mjs';

const result = {
  part: 'assess',
  title: 'The judgement',
  about: 'One core.',
  limits: [
    { what: 'one set', value: 25, limit: 50, unit: 'µs' },
    { what: 'all sets', value: 2, limit: 1, unit: 's' },
  ],
  tables: [{ title: 'Rules', columns: ['rule', 'µs'], rows: [['a', '1.0']] }],
  machine: {
    node: '24.1.0',
    platform: 'linux-x64',
    cores: 2,
    memoryGibibytes: 8,
    loadBefore: 0.2,
  },
  minutes: 1.5,
};

test('a figure stands beside its limit and as a share of it', () => {
  assert.match(describe(result), /^one set +25 µs +50 µs +0\.50$/m);
  assert.match(
    benchmarksPage([result]),
    /^\| one set \| 25 µs \| 50 µs \| 0\.50 \|$/m,
  );
});

test('a limit that does not hold is marked', () => {
  assert.match(
    describe(result),
    /^all sets +2 s +1 s +2\.00 \(does not hold\)$/m,
  );
});

test('docs/benchmarks.md is what the kept results make', async () => {
  const page = await readFile(
    new URL('../../docs/benchmarks.md', import.meta.url),
    'utf8',
  );
  assert.equal(page, await makePage());
});
