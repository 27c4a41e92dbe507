import { dataFormat } from './dataFormat.mjs';
import {
  firstStart,
  harmlessDrills,
  restore,
  rollingRestart,
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
      parts: [
        [firstStart, ...lossDrills, ...replicationDrills],
        harmlessDrills,
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
