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

/*
 * With Valkey the same scripts ask other programs: each script is to be seen with them once, not everything again. An upgrade is a
 * rolling restart, a restore fills members whose disks are empty, and the password is kept by the same script in a cluster.
 */
const replicatedValkey = drillsNamed(
  withSentinel,
  ...['first-start', 'full-outage', 'restore', 'rotate-password'],
);
const valkeyCluster = drillsNamed(
  [...clusterDrills, ...changeDrills],
  ...['first-start', 'rolling-restart', 'full-outage', 'restore'],
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
      parts: [replicatedValkey],
      setScene: setValkeyScene,
    },
    {
      name: 'valkey-cluster',
      parts: [valkeyCluster],
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
