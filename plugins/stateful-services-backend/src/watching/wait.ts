import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or returns at once when the signal is aborted. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    // Aborted: whoever waits looks at the signal itself.
  }
}
