import { harmlessDrills } from './harmlessDrills.mjs';
import { lossDrills } from './lossDrills.mjs';

/** @type {readonly import('../engineDrills.mjs').Drill[]} */
export const groupDrills = [
  {
    name: 'first-start',
    title: 'First start, all members at once',
    isShort: true,
    promisesAll: true,
    run: async ({ members, proxies }) => {
      await Promise.all([members.start(), proxies.start()]);
      return { done: 'three empty disks, founded once all say so' };
    },
  },
  ...lossDrills,
  ...harmlessDrills,
];
