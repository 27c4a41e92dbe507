import { Engine, SettingValue } from 'backstage-plugin-stateful-services-node';
import { ownBlueprint } from '../../../blueprint/readBlueprint';
import { imageWarnings } from '../chartValues';
import { oddMajority, oneMember } from '../replicas';
import { wholeNumber } from '../wholeNumber';
import {
  gracePeriodSeconds,
  growthPromised,
  maxUnavailable,
} from '../safeguards';
import { mysqlObjects } from './objects';
import { sizeMysql } from './sizing';
import { mysqlValues } from './values';

const SYSTEM_DATABASES = [
  'mysql',
  'sys',
  'information_schema',
  'performance_schema',
];

const FAILOVER_BY_HAND =
  'When the source is lost, nobody can write until a person names another one: docs/runbooks/failover.md.';

function databaseRule(value: SettingValue): string | undefined {
  return typeof value === 'string' &&
    /^[a-z][a-z0-9_]{0,62}$/.test(value) &&
    !SYSTEM_DATABASES.includes(value)
    ? undefined
    : 'must be at most 63 lower-case letters, digits and "_", starting with a letter, and not a database of MySQL itself';
}

/** MySQL: a group that elects its primary, a source with replicas and failover by hand, or one member for development. */
export const mysql: Engine = {
  name: 'mysql',
  title: 'MySQL',
  blueprint: ownBlueprint('mysql'),
  topologies: [
    {
      name: 'group-replication',
      title: 'Group replication with one primary',
      survivesLoss: true,
      replicasRule: oddMajority(
        'group replication knows no more than 9 members',
      ),
    },
    {
      name: 'replication',
      title: 'Semi-synchronous replication with failover by hand',
      survivesLoss: true,
      replicasRule: oddMajority(
        'each write waits for one replica, however many there are',
      ),
    },
    {
      name: 'standalone',
      title: 'One member without failover',
      survivesLoss: false,
      replicasRule: oneMember,
    },
  ],
  usual: {
    development: { topology: 'standalone', replicas: 1 },
    production: { topology: 'group-replication', replicas: 3 },
  },
  // A CronJob has at most 52 characters, and the longest one is <name>-restore.
  maxNameLength: 44,
  reservedNames: {
    'mysql-tcp':
      'is taken for a port by MySQL clients: Kubernetes gives the pods beside it the variable MYSQL_TCP_PORT',
  },
  // The server needs 1Gi beside its buffer pool.
  memorySize: { least: '1280Mi', most: '512Gi' },
  storageSize: { least: '1Gi', most: '16Ti' },
  settings: {
    maxUnavailable,
    gracePeriodSeconds: gracePeriodSeconds(150, 120),
    growthPromised,
    database: {
      description:
        'Name of the database that the application gets: lower-case letters, digits and "_"',
      rule: databaseRule,
    },
    binlogHours: wholeNumber(
      'How long a member may be away and still catch up instead of being cloned, in hours',
      { least: 1, most: 720 },
    ),
  },
  size: sizeMysql,
  plan(request, blueprint) {
    const values = mysqlValues(request, blueprint);
    const members =
      request.replicas === 1 ? '1 member' : `${request.replicas} members`;
    return {
      values,
      objects: mysqlObjects(request, values),
      warnings: [
        ...imageWarnings(values.image),
        ...(request.topology === 'replication' ? [FAILOVER_BY_HAND] : []),
      ],
      summary: `${members} with ${request.memorySize} of memory and ${request.storageSize} of storage each`,
    };
  },
};
