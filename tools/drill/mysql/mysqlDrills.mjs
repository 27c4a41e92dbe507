import { dataFormat } from './dataFormat.mjs';
import {
  firstStart,
  harmlessDrills,
  restore,
  rollingRestart,
  rotatePasswords,
} from './harmlessDrills.mjs';
import { groupDrills } from './groupDrills.mjs';
import { killPrimary, lossDrills } from './lossDrills.mjs';
import { replicationDrills } from './replicationDrills.mjs';
import { rollback } from './rollback.mjs';
import { setMySqlScene } from './scene.mjs';

/** @type {import('../engineDrills.mjs').EngineDrills} */
export const mysqlDrills = {
  name: 'mysql',
  topologies: [
    {
      name: 'group',
      parts: [
        [firstStart, ...lossDrills, ...groupDrills],
        [...harmlessDrills, dataFormat, rollback],
      ],
      setScene: options =>
        setMySqlScene(options, {
          values: 'group-values.yaml',
          isWhole: ({ view }, { hosts }) => view === hosts.join(','),
        }),
    },
    {
      name: 'replication',
      // The change of passwords rolls all members; one that is added is cloned like one that lost its disk.
      parts: [
        [firstStart, ...lossDrills, ...replicationDrills],
        [restore, rotatePasswords],
      ],
      setScene: options =>
        setMySqlScene(options, {
          values: 'replication-values.yaml',
          isWhole: ({ role, view }, { primary }) =>
            role === 'PRIMARY' || view === primary,
        }),
    },
    {
      name: 'standalone',
      parts: [[firstStart, killPrimary, rollingRestart, restore]],
      setScene: options =>
        setMySqlScene(options, {
          values: 'standalone-values.yaml',
          isWhole: ({ role }) => role === 'PRIMARY',
        }),
    },
  ],
};
