import { careDrills } from './careDrills.mjs';
import { changeDrills } from './cluster/changeDrills.mjs';
import { clusterDrills } from './cluster/clusterDrills.mjs';
import { setClusterScene } from './cluster/scene.mjs';
import { replicationDrills } from './drills.mjs';
import {
  setReplicationScene,
  setUpgradeScene,
  setValkeyScene,
} from './scene.mjs';
import { upgradeDrills } from './upgradeDrills.mjs';

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
      // The same scripts with the other programs: that they understand each other is to be seen, not everything again.
      name: 'valkey',
      parts: [
        [...replicationDrills, ...careDrills].filter(({ name }) =>
          [
            'first-start',
            'lose-ordinal-0',
            'rolling-restart',
            'full-outage',
            'restore',
            'rotate-password',
          ].includes(name),
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
