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

const withSentinel = [...replicationDrills, ...careDrills];

/** In the order in which they are drilled. */
const drillsNamed = (drills, ...names) =>
  drills.filter(({ name }) => names.includes(name));

/** The same scripts with the other programs: that they understand each other is to be seen, not everything again. */
const forValkey = drills =>
  drillsNamed(
    drills,
    ...['first-start', 'lose-ordinal-0', 'rolling-restart'],
    ...['full-outage', 'restore', 'rotate-password'],
  );

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const redisDrills = {
  name: 'redis',
  isLight: true,
  topologies: [
    {
      name: 'replication',
      parts: [replicationDrills, careDrills],
      setScene: setReplicationScene,
    },
    {
      name: 'cluster',
      parts: [clusterDrills, changeDrills],
      setScene: setClusterScene('redis'),
    },
    {
      name: 'standalone',
      parts: [
        drillsNamed(
          withSentinel,
          ...['first-start', 'kill-primary', 'rolling-restart', 'restore'],
          'rotate-password',
        ),
      ],
      setScene: setStandaloneScene,
    },
    {
      name: 'valkey',
      parts: [forValkey(withSentinel)],
      setScene: setValkeyScene,
    },
    {
      name: 'valkey-cluster',
      parts: [forValkey([...clusterDrills, ...changeDrills])],
      setScene: setClusterScene('valkey'),
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
