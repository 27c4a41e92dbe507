import { Engine } from 'backstage-plugin-stateful-services-node';
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
import { DISTRIBUTIONS, redisValues } from './values';

/** Redis: a primary with replicas that Sentinels watch, or one member for development. */
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
  // A CronJob has at most 52 characters, and the longest one is <name>-restore.
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
    maxUnavailable,
    gracePeriodSeconds: gracePeriodSeconds(60, 45),
    growthPromised,
  },
  size: sizeRedis,
  plan(request, blueprint) {
    const values = redisValues(request, blueprint);
    const members =
      request.replicas === 1 ? '1 member' : `${request.replicas} members`;
    return {
      values,
      objects: redisObjects(request, values),
      warnings: imageWarnings(values.image),
      summary: `${members} with ${request.memorySize} of memory and ${request.storageSize} of storage each`,
    };
  },
};
