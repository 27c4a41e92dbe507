import {
  Engine,
  RepositoryRequest,
  Rule,
  Setting,
} from 'backstage-plugin-stateful-services-node';
import { ownBlueprint } from '../../../blueprint/readBlueprint';
import { imageWarnings } from '../chartValues';
import { oddMajority, oneMember } from '../replicas';
import {
  gracePeriodSeconds,
  growthPromised,
  maxUnavailable,
} from '../safeguards';
import { redisObjects } from './objects';
import { sizeRedis } from './sizing';
import { DISTRIBUTIONS, RedisValues, isCluster, redisValues } from './values';

const membersOfShard: Rule<number> = value =>
  Number.isInteger(value) && value >= 2 && value <= 5
    ? undefined
    : 'must be a whole number from 2 to 5: a shard has a primary and at least one replica that can take its place';

const shards: Setting = {
  description: 'Only in a cluster: how many parts the data is in, from 3 to 10',
  rule(value, { topology }) {
    if (topology !== 'cluster') {
      return 'must not be given: only the topology cluster has shards';
    }
    return Number.isInteger(value) && Number(value) >= 3 && Number(value) <= 10
      ? undefined
      : 'must be a whole number from 3 to 10: when one of fewer primaries is lost, no majority is left that could replace it';
  },
};

function summaryOf(request: RepositoryRequest, values: RedisValues): string {
  const each = `with ${request.memorySize} of memory and ${request.storageSize} of storage each`;
  if (isCluster(values)) {
    return `${values.cluster.shards} shards of ${request.replicas} members ${each}`;
  }
  return request.replicas === 1
    ? `1 member ${each}`
    : `${request.replicas} members ${each}`;
}

/** Redis: a primary with replicas that Sentinels watch, a cluster of such shards, or one member for development. */
export const redis: Engine = {
  name: 'redis',
  title: 'Redis',
  blueprint: ownBlueprint('redis'),
  topologies: [
    {
      name: 'replication',
      title: 'Replication with Sentinel',
      survivesLoss: true,
      replicasRule: oddMajority('each member above 9 adds load and no safety'),
    },
    {
      name: 'cluster',
      title: 'Cluster of shards, each with replicas',
      survivesLoss: true,
      replicasRule: membersOfShard,
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
    production: { topology: 'replication', replicas: 3 },
  },
  // A CronJob has at most 52 characters, a StatefulSet too, and the longest are <name>-restore and <name>-shard-9.
  maxNameLength: 44,
  reservedNames: {},
  memorySize: { least: '256Mi', most: '256Gi' },
  storageSize: { least: '1Gi', most: '16Ti' },
  settings: {
    distribution: {
      description: 'Whose program it is: redis or valkey',
      rule: value =>
        DISTRIBUTIONS.some(name => name === value)
          ? undefined
          : `must be one of: ${DISTRIBUTIONS.join(', ')}`,
    },
    shards,
    maxUnavailable,
    gracePeriodSeconds: gracePeriodSeconds(60, 45),
    growthPromised,
  },
  size: sizeRedis,
  plan(request, blueprint) {
    const values = redisValues(request, blueprint);
    return {
      values,
      objects: redisObjects(request, values),
      warnings: imageWarnings(values.image),
      summary: summaryOf(request, values),
    };
  },
};
