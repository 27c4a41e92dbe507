import { groupDrills } from './groupDrills.mjs';
import { setGroupScene } from './scene.mjs';

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const mysqlDrills = {
  name: 'mysql',
  topologies: [{ name: 'group', drills: groupDrills, setScene: setGroupScene }],
};
