import { dedicatedDrills } from './drills.mjs';
import { setDedicatedScene } from './scene.mjs';

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const kafkaDrills = {
  name: 'kafka',
  topologies: [
    {
      name: 'dedicated',
      drills: dedicatedDrills,
      setScene: setDedicatedScene,
    },
  ],
};
