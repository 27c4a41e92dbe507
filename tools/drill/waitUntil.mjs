import { setTimeout as delay } from 'node:timers/promises';

/** Asking starts programs in many containers: more often would slow down what is waited for. */
const pollEveryMs = 1_000;

/**
 * @param {string} what
 * @param {() => Promise<boolean>} holds
 * @param {number} [withinMs]
 */
export async function waitUntil(what, holds, withinMs = 240_000) {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline)
      throw new Error(`Waited ${withinMs / 1000} s in vain until ${what}`);
    await delay(pollEveryMs);
  }
}
