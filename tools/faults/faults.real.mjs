import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { complaints, faultsOf, runFaults } from './runFaults.mjs';
import { scenarios } from './scenarios.mjs';

describe('a report', () => {
  let results;

  before(async () => {
    results = await runFaults({ form: 'short' });
  });

  for (const { id, title } of faultsOf('short')) {
    it(`never calls the set healthy while ${title}, and is right afterwards`, () => {
      const result = results.faults.find(fault => fault.id === id);
      assert.deepEqual(complaints(result), [], JSON.stringify(result));
    });
  }

  for (const { id, title } of scenarios) {
    it(`holds when ${title}`, () => {
      const { claims } = results.scenarios.find(result => result.id === id);
      assert.deepEqual(
        claims.filter(({ holds }) => !holds),
        [],
      );
    });
  }
});
