import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for one test, removed when the test ends.
 *
 * @param {import('node:test').TestContext} test
 */
export async function temporaryFolder(test) {
  const folder = await mkdtemp(join(tmpdir(), 'tools-test-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
