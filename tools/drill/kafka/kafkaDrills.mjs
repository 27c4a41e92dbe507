import { dedicatedDrills } from './drills.mjs';
import { combinedDrills } from './combinedDrills.mjs';
import { setCombinedScene, setDedicatedScene } from './scene.mjs';

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const kafkaDrills = {
  name: 'kafka',
  topologies: [
    {
      name: 'dedicated',
      drills: dedicatedDrills,
      setScene: setDedicatedScene,
    },
    {
      name: 'combined',
      drills: combinedDrills,
      setScene: setCombinedScene,
    },
  ],
};
