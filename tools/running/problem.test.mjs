import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainFailure, Problem } from './problem.mjs';

const failure = {
  doing: 'Installing',
  directory: '/project',
  source: 'the npm registry example.org',
};

const situations = [
  [
    'npm finds the disk full',
    'npm error code ENOSPC\nnpm error syscall write',
    /disk that holds \/project .* is full/,
  ],
  [
    'Yarn finds the disk full',
    '➤ YN0001: Error: ENOSPC: no space left on device, write',
    /is full; free some space/,
  ],
  [
    'Go finds the disk full',
    'write /tmp/a.o: no space left on device',
    /is full; free some space/,
  ],
  [
    'the name of the registry is not known',
    'npm error code ENOTFOUND',
    /the npm registry example\.org does not answer/,
  ],
  [
    'the registry refuses connections',
    'RequestError: connect ECONNREFUSED 127.0.0.1:9',
    /does not answer/,
  ],
  [
    'the registry times out',
    'YN0001: RequestError: Timeout awaiting ETIMEDOUT',
    /does not answer/,
  ],
  [
    'the module proxy is not known',
    'dial tcp: lookup proxy.example: no such host',
    /does not answer/,
  ],
  [
    'the registry wants a login',
    'npm error code E401',
    /refused the request; check its credentials/,
  ],
  [
    'the lockfile is stale',
    '➤ YN0028: The lockfile would have been modified',
    /yarn\.lock does not fit/,
  ],
];

describe('a failed tool is explained in one sentence when', () => {
  for (const [title, output, sentence] of situations) {
    it(title, () => {
      const problem = explainFailure({ ...failure, output });
      assert.ok(problem instanceof Problem);
      assert.match(problem.message, sentence);
      assert.equal(problem.message.split('\n').length, 1);
    });
  }
});

it('an unknown failure is shown by the end of what the tool printed', () => {
  const output = Array.from(
    { length: 100 },
    (_, index) => `line ${index}`,
  ).join('\n');
  const { message } = explainFailure({ ...failure, output });
  assert.match(message, /^Installing failed/);
  assert.match(message, /line 99$/);
  assert.doesNotMatch(message, /line 50/);
});
