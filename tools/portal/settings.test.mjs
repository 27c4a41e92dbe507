import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../running/temporaryFolder.mjs';
import { checkSettings } from './settings.mjs';

describe('the settings of production', () => {
  const text = 'a: ${FIRST}\nb: ${SECOND}\nc: $${NOT_ONE}\nd: ${FIRST}\n';
  const check = async (test, environment) => {
    const file = join(await temporaryFolder(test), 'app-config.yaml');
    await writeFile(file, text);
    return checkSettings(file, environment);
  };

  it('that are missing are named all at once', async test => {
    await assert.rejects(check(test, { FIRST: '' }), {
      name: 'Problem',
      message:
        'app-config.yaml takes its values from environment variables, and these are not set: FIRST, SECOND.',
    });
  });

  it('suffice when each variable has a value', async test => {
    await check(test, { FIRST: '1', SECOND: '2' });
  });
});
