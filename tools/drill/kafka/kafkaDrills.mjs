import { dedicatedDrills } from './drills.mjs';
import { combinedDrills } from './combinedDrills.mjs';
import { setCombinedScene, setDedicatedScene } from './scene.mjs';

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
  ],
};
