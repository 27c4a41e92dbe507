import { careDrills } from './careDrills.mjs';
import { changeDrills } from './cluster/changeDrills.mjs';
import { clusterDrills } from './cluster/clusterDrills.mjs';
import { setClusterScene } from './cluster/scene.mjs';
import { replicationDrills } from './drills.mjs';
import {
  setReplicationScene,
  setStandaloneScene,
  setUpgradeScene,
  setValkeyScene,
} from './scene.mjs';
import { upgradeDrills } from './upgradeDrills.mjs';

/** @param {readonly string[]} names @returns {readonly import('../engineDrills.mjs').Drill[]} in the order in which they are drilled */
const drillsNamed = (...names) =>
  [...replicationDrills, ...careDrills].filter(({ name }) =>
    names.includes(name),
  );

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const redisDrills = {
  name: 'redis',
  topologies: [
    {
      name: 'replication',
      parts: [replicationDrills, careDrills],
      setScene: setReplicationScene,
    },
    {
      name: 'cluster',
      parts: [clusterDrills, changeDrills],
      setScene: setClusterScene,
    },
    {
      name: 'standalone',
      parts: [
        drillsNamed(
          ...['first-start', 'kill-primary', 'rolling-restart', 'restore'],
          'rotate-password',
        ),
      ],
      setScene: setStandaloneScene,
    },
    {
      // The same scripts with the other programs: that they understand each other is to be seen, not everything again.
      name: 'valkey',
      parts: [
        drillsNamed(
          ...['first-start', 'lose-ordinal-0', 'rolling-restart'],
          ...['full-outage', 'restore', 'rotate-password'],
        ),
      ],
      setScene: setValkeyScene,
    },
    {
      name: 'upgrade',
      parts: [upgradeDrills],
      setScene: setUpgradeScene('redis', 'replication'),
    },
    {
      name: 'valkey-upgrade',
      parts: [upgradeDrills],
      setScene: setUpgradeScene('valkey', 'valkey'),
    },
  ],
};
