import { dedicatedDrills } from './drills.mjs';
import { combinedDrills } from './combinedDrills.mjs';
import {
  setCombinedScene,
  setDedicatedScene,
  setUpgradeScene,
} from './scene.mjs';
import { upgradeDrills } from './upgradeDrills.mjs';

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const kafkaDrills = {
  name: 'kafka',
  topologies: [
    {
      name: 'dedicated',
      parts: dedicatedDrills,
      setScene: setDedicatedScene,
    },
    {
      name: 'combined',
      parts: [combinedDrills],
      setScene: setCombinedScene,
    },
    {
      name: 'upgrade',
      parts: [upgradeDrills],
      setScene: setUpgradeScene,
    },
  ],
};
