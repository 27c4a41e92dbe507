import { pageCacheSurvives } from '../limits.mjs';
import { startInAnyOrder } from '../startInAnyOrder.mjs';

/** @type {import('../engineDrills.mjs').Drill} */
export const killPrimary = {
  name: 'kill-primary',
  title: 'kill -9 of the primary, restarted by the kubelet',
  isShort: true,
  promisesAll: true,
  limit: pageCacheSurvives,
  run: async ({ roles }) => {
    const primary = await roles.primary();
    await primary.container('mysql').crash();
    return { done: `${primary.name} killed` };
  },
};

/**
 * Losses that nobody has to do anything about, in each topology.
 *
 * @type {readonly import('../engineDrills.mjs').Drill[]}
 */
export const lossDrills = [
  killPrimary,
  {
    name: 'full-outage',
    title: 'Loss of all members, restart in any order',
    isShort: true,
    promisesAll: true,
    limit: pageCacheSurvives,
    run: async ({ members }) => {
      await Promise.all(members.pods.map(pod => pod.lose()));
      const order = await startInAnyOrder(members.pods);
      return {
        done: `started in the order ${order.map(({ ordinal }) => ordinal).join(', ')}, 2 s apart`,
      };
    },
  },
];
