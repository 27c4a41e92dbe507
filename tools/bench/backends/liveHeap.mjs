import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const preload = fileURLToPath(new URL('tellLiveHeap.cjs', import.meta.url));
const pollEveryMs = 20;
const withinMs = 30_000;

/**
 * What a process keeps when all garbage is collected: its resident memory tells more of when that was done last.
 *
 * @template T
 * @param {(heap: {
 *   start: { preload: readonly string[], environment: Readonly<Record<string, string>> },
 *   liveMiB: (pid: number) => Promise<number>,
 * }) => Promise<T>} use `start`: how a process has to be started that can be asked
 * @returns {Promise<T>}
 */
export async function withLiveHeap(use) {
  const dir = await mkdtemp(join(tmpdir(), 'live-heap-'));
  const file = join(dir, 'bytes');
  try {
    return await use({
      start: { preload: [preload], environment: { LIVE_HEAP_FILE: file } },
      liveMiB: pid => ask(pid, file),
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function ask(pid, file) {
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return Number(text) / 2 ** 20;
    await delay(pollEveryMs);
  }
  throw new Error(
    `Process ${pid} did not tell its live heap in ${withinMs} ms`,
  );
}
