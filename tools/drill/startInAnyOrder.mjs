import { setTimeout as delay } from 'node:timers/promises';

/**
 * Starts pods one after the other, 2 s apart, in an order left to chance.
 *
 * @template {import('./pod.mjs').Pod} T
 * @param {readonly T[]} pods
 * @returns {Promise<T[]>} in that order
 */
export async function startInAnyOrder(pods) {
  const order = pods
    .map(pod => ({ pod, rank: Math.random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ pod }) => pod);
  for (const pod of order) {
    await pod.start();
    await delay(2_000);
  }
  return order;
}
