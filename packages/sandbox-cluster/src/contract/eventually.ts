import { setTimeout as delay } from 'node:timers/promises';

/** Long, since other suites may load the same control plane: how fast it is gets measured elsewhere. */
const DEADLINE_MS = 100_000;
const INTERVAL_MS = 25;

/** Looks again and again until the assertion holds; the last failure is the one that is reported. */
export async function eventually<T>(
  assertion: () => T | Promise<T>,
): Promise<T> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
    await delay(INTERVAL_MS);
  }
}
