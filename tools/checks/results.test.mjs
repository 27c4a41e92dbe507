import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import {
  countDrills,
  countJest,
  countPlaywright,
  judge,
  parseVerdict,
  sum,
} from './results.mjs';
import { chooseChecks } from './chooseChecks.mjs';
import { runChecks } from './runChecks.mjs';

it('counts a drill as failed that failed, or lost what was promised', () => {
  const result = { promisesAll: true, lost: 0 };
  const bestEffort = { promisesAll: false, lost: 3 };
  const runs = [
    { results: [result, bestEffort] },
    {
      results: [
        { ...result, lost: 1 },
        { ...result, failure: 'no quorum' },
      ],
    },
  ];
  assert.deepEqual(countDrills(runs), { passed: 2, failed: 2 });
});

describe('a runner is judged as failed', () => {
  const situations = [
    [
      'when a test failed',
      { passed: 2, failed: 1 },
      1,
      { passed: 2, failed: 1 },
    ],
    [
      'when it left no result',
      undefined,
      0,
      { passed: 0, failed: 1, remark: 'it left no result' },
    ],
    [
      'when it ran no test',
      { passed: 0, failed: 0 },
      0,
      { passed: 0, failed: 1, remark: 'it ran no test' },
    ],
    [
      'when it ended badly though all tests passed',
      { passed: 2, failed: 0 },
      3,
      {
        passed: 2,
        failed: 1,
        remark: 'it ended with code 3 though no single test failed',
      },
    ],
    [
      'when it was killed',
      { passed: 2, failed: 0 },
      null,
      {
        passed: 2,
        failed: 1,
        remark: 'it ended with code null though no single test failed',
      },
    ],
  ];
  for (const [title, counted, code, expected] of situations) {
    it(title, () => assert.deepEqual(judge(counted, code), expected));
  }

  it('and as passed when all is well', () => {
    assert.deepEqual(judge({ passed: 2, failed: 0 }, 0), {
      passed: 2,
      failed: 0,
    });
  });
});

describe('results are counted', () => {
  it('of Jest, where a file that could not run is a failure', () => {
    const result = {
      numPassedTests: 5,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
    };
    assert.deepEqual(countJest(result), { passed: 5, failed: 3 });
  });

  it('of Playwright, where a test that passed at the second try is a failure', () => {
    const result = {
      stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 9 },
      errors: [{}],
    };
    assert.deepEqual(countPlaywright(result), { passed: 5, failed: 3 });
  });

  it('of the test runner of Node, by tests and not by groups', async test => {
    const file = join(await temporaryFolder(test), 'sample.test.mjs');
    await writeFile(
      file,
      `import { describe, it } from 'node:test';
       describe('group', () => { it('one', () => {}); it('two', () => { throw new Error('no'); }); it.skip('three', () => {}); });
       it('four', () => {});`,
    );
    const reporter = fileURLToPath(
      new URL('countReporter.mjs', import.meta.url),
    );
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
    const { stdout } = spawnSync(
      process.execPath,
      ['--test', `--test-reporter=${reporter}`, file],
      {
        encoding: 'utf8',
        env: environment,
      },
    );
    assert.deepEqual(JSON.parse(stdout), { passed: 2, failed: 1 });
  });

  it('of a command by its last line alone', () => {
    assert.deepEqual(parseVerdict('1 passed, 2 failed\n3 passed, 0 failed\n'), {
      passed: 3,
      failed: 0,
    });
    assert.equal(parseVerdict('3 passed, 0 failed\nError: no\n'), undefined);
    assert.equal(parseVerdict(''), undefined);
  });

  it('together', () => {
    assert.deepEqual(
      sum([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 4 },
      ]),
      { passed: 4, failed: 6 },
    );
  });
});

it('the checks that are named run, in the order of the list, and all when none is', () => {
  const checks = ['types', 'lint', 'browser'].map(name => ({ name }));
  const choose = (...args) =>
    chooseChecks(checks, { args, usage: 'npm test' }).map(({ name }) => name);
  assert.deepEqual(choose('--only', 'browser', '--only', 'types'), [
    'types',
    'browser',
  ]);
  assert.deepEqual(choose(), ['types', 'lint', 'browser']);
  assert.throws(() => choose('--only', 'lnit'), {
    message:
      'There is no check named "lnit"; the checks are types, lint, browser.',
  });
  assert.throws(() => choose('--quick'), /Usage: npm test/);
});

it('the checks after a failed one run as well, and the last line sums up', async () => {
  const lines = [];
  const check = (name, result) => ({
    name,
    title: name,
    run: async () => result,
  });
  const total = await runChecks(
    [
      check('first', { passed: 0, failed: 1, remark: 'it ran no test' }),
      check('second', { passed: 7, failed: 0 }),
    ],
    {},
    line => lines.push(line),
  );
  assert.deepEqual(total, { passed: 7, failed: 1 });
  assert.deepEqual(lines.slice(-3), [
    '✗ first: 0 passed, 1 failed (it ran no test) in 0 s',
    '✓ second: 7 passed, 0 failed in 0 s',
    '7 passed, 1 failed',
  ]);
});
