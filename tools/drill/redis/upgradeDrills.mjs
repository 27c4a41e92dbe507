import { firstStart } from './drills.mjs';

/** @type {readonly import('../engineDrills.mjs').Drill[]} */
export const upgradeDrills = [
  firstStart,
  {
    name: 'upgrade',
    title: 'Upgrade, rolled out in StatefulSet order with preStop',
    promisesAll: true,
    run: async ({ members, newVersion, upgrade }) => {
      await upgrade();
      const versions = await members.versions();
      if (!versions.every(version => version === newVersion))
        throw new Error(`Not all run ${newVersion}: ${versions.join(', ')}`);
      return { done: `each pod replaced by one of ${newVersion}` };
    },
  },
];
