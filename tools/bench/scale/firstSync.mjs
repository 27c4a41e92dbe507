import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { connectionsTo, memory } from '../backends/processUsage.mjs';

const lookEveryMs = 20;
const syncedWithinMs = 180_000;

/** Tells Linux to count the peak of the resident memory anew. */
const resetPeak = pid => writeFile(`/proc/${pid}/clear_refs`, '5');

/**
 * The first reading of a cluster by a backend that is just starting: from its first connection to the API server until it
 * says that it has read everything.
 *
 * @param {{ pid: number, url: string, apiPort: number }} backend
 * @returns {Promise<{ seconds: number, peakMiB: number }>}
 */
export async function watchFirstSync({ pid, url, apiPort }) {
  const deadline = performance.now() + syncedWithinMs;
  const waitFor = async condition => {
    while (!(await condition())) {
      if (performance.now() > deadline) {
        throw new Error(`Not synced within ${syncedWithinMs / 1_000} s`);
      }
      await delay(lookEveryMs);
    }
  };
  await waitFor(async () => (await connectionsTo(pid, apiPort)) > 0);
  const begin = performance.now();
  await resetPeak(pid);
  await waitFor(() => isSynced(url));
  const seconds = (performance.now() - begin) / 1_000;
  return { seconds, peakMiB: (await memory(pid)).peakMiB };
}

/** @param {string} url */
async function isSynced(url) {
  try {
    const answer = await fetch(`${url}/api/stateful-services/readiness`, {
      signal: AbortSignal.timeout(5_000),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // It does not listen yet.
    return false;
  }
}
