import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { connectionsTo, cpuSeconds } from '../backends/processUsage.mjs';

/** Rarely, since the backend that is measured has to answer each time. */
const askEveryMs = 250;
const lookEveryMs = 10;
const syncedWithinMs = 180_000;

/** Tells Linux to count the peak of the resident memory anew. */
const resetPeak = pid => writeFile(`/proc/${pid}/clear_refs`, '5');

/**
 * The first reading of a cluster by a backend that is just starting: from its first connection to the API server until it
 * says that it has read everything. From the first connection on the peak of its memory is counted anew.
 *
 * @param {{ pid: number, url: string, apiPort: number, apiServerPid: number }} backend
 * @returns {Promise<{ seconds: number, backendCpu: number, apiServerCpu: number }>}
 */
export async function watchFirstSync({ pid, url, apiPort, apiServerPid }) {
  const deadline = performance.now() + syncedWithinMs;
  const waitFor = async (condition, everyMs) => {
    while (!(await condition())) {
      if (performance.now() > deadline) {
        throw new Error(`Not synced within ${syncedWithinMs / 1_000} s`);
      }
      await delay(everyMs);
    }
  };
  await waitFor(
    async () => (await connectionsTo(pid, apiPort)) > 0,
    lookEveryMs,
  );
  const begin = performance.now();
  const work = () => Promise.all([pid, apiServerPid].map(cpuSeconds));
  const before = await work();
  await resetPeak(pid);
  await waitFor(() => isSynced(url), askEveryMs);
  const seconds = (performance.now() - begin) / 1_000;
  const after = await work();
  const [backendCpu, apiServerCpu] = after.map(
    (value, index) => value - before[index],
  );
  return { seconds, backendCpu, apiServerCpu };
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
