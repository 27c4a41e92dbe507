import { replicationDrills } from './drills.mjs';
import { setReplicationScene } from './scene.mjs';

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const redisDrills = {
  name: 'redis',
  topologies: [
    {
      name: 'replication',
      drills: replicationDrills,
      setScene: setReplicationScene,
    },
  ],
};
