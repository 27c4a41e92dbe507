import { setTimeout as delay } from 'node:timers/promises';

/** Tries an assertion until it holds; fails with its last error. */
export async function eventually(
  assertion: () => void | Promise<void>,
  timeoutMs = 4_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await delay(5);
    }
  }
}
