import { harmlessDrills } from './harmlessDrills.mjs';
import { lossDrills } from './lossDrills.mjs';
import { quorumDrills } from './quorumDrills.mjs';

/** @type {import('../engineDrills.mjs').Drill} */
export const firstStart = {
  name: 'first-start',
  title: 'First start, all members at once',
  isShort: true,
  promisesAll: true,
  run: async ({ controllers, brokers }) => {
    await Promise.all([controllers.start(), brokers.start()]);
    return { done: 'six empty disks, founded once all say so' };
  },
};

/** @type {import('../engineDrills.mjs').TopologyDrills['parts']} */
export const dedicatedDrills = [
  [firstStart, ...lossDrills, ...harmlessDrills],
  quorumDrills,
];
