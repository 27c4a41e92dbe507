import {
  Need,
  Sizing,
  SizingReason,
} from 'backstage-plugin-stateful-services-node';
import { atLeast, bytesOf, roundUp } from '../../sizes';

const MIB = 2 ** 20;

/** When nobody knows. */
const USUAL_MIB_PER_SECOND = 1;

/** From here on so many pages change while a copy is written that it may need as much memory as the data itself. */
const BUSY_MIB_PER_SECOND = 20;

/** Of the memory of a member that start-redis.sh gives to the data. */
const SHARE_FOR_DATA = 0.7;

/** Of a shard: more takes minutes to copy after a loss, and the machine must have twice as much while it is copied. */
const MOST_BYTES_PER_SHARD = 16 * 2 ** 30;
const LEAST_SHARDS = 3;
const MOST_SHARDS = 10;

/** Keys do not fall evenly into the shards. */
const UNEVENNESS = 1.1;

/** What one primary holds and takes. */
interface Load {
  readonly bytes: number;
  readonly mibPerSecond: number;
}

function shardsFor({ dataSize, settings }: Need): number {
  if (typeof settings.shards === 'number' && settings.shards > 0) {
    return settings.shards;
  }
  const enough = Math.ceil(bytesOf(dataSize) / MOST_BYTES_PER_SHARD);
  return Math.min(MOST_SHARDS, Math.max(LEAST_SHARDS, enough));
}

function loadOf(need: Need, shards: number | undefined): Load {
  const { dataSize, writeMibPerSecond = USUAL_MIB_PER_SECOND } = need;
  const share = shards === undefined ? 1 : UNEVENNESS / shards;
  return {
    bytes: bytesOf(dataSize) * share,
    mibPerSecond: writeMibPerSecond * share,
  };
}

const WHY_SHARDS: SizingReason = {
  decides: 'shards',
  sentence:
    'A shard holds at most 16 GiB of the data, and there are at least three, so that a majority can replace a lost primary.',
};

function membersOf(topology: string): [number, SizingReason] {
  const decides = 'replicas';
  switch (topology) {
    case 'replication':
      return [
        3,
        {
          decides,
          sentence:
            'Three members survive the loss of one, and two of them are a majority.',
        },
      ];
    case 'cluster':
      return [
        2,
        {
          decides,
          sentence: 'Two members of each shard survive the loss of one.',
        },
      ];
    default:
      return [
        1,
        {
          decides,
          sentence:
            'One member is enough for development; when it is lost, the service is down until it is back.',
        },
      ];
  }
}

function memoryOf({ bytes, mibPerSecond }: Load): [string, SizingReason] {
  const isBusy = mibPerSecond >= BUSY_MIB_PER_SECOND;
  const written = Math.round(mibPerSecond * 10) / 10;
  const sentence = isBusy
    ? `Memory is twice the data: with ${written} MiB written per second, most pages change while a copy is written.`
    : 'Memory is the data and 43 % on top: 70 % of it is for data, the rest for copies that are being written and for buffers.';
  return [
    atLeast('256Mi', roundUp(isBusy ? 2 * bytes : bytes / SHARE_FOR_DATA)),
    { decides: 'memorySize', sentence },
  ];
}

function storageOf({ bytes, mibPerSecond }: Load): [string, SizingReason] {
  const tenMinutes = 600 * mibPerSecond * MIB;
  return [
    atLeast('1Gi', roundUp(3 * bytes + tenMinutes)),
    {
      decides: 'storageSize',
      sentence:
        'Storage is three times the data, for the append-only file before, while and after it is rewritten, and ten minutes of writes.',
    },
  ];
}

const MAY_LOSE: SizingReason = {
  sentence:
    'Redis cannot promise that nothing is lost: replication is asynchronous, so the last moment before the loss of a node may be gone.',
};

/** Sizes of a Redis, by the rules in docs/sizing.md. */
export function sizeRedis(need: Need): Sizing {
  const usual =
    need.environment === 'production' ? 'replication' : 'standalone';
  const topology = need.topology ?? usual;
  const [replicas, whyReplicas] = membersOf(topology);
  const shards = topology === 'cluster' ? shardsFor(need) : undefined;
  const load = loadOf(need, shards);
  const [memorySize, whyMemory] = memoryOf(load);
  const [storageSize, whyStorage] = storageOf(load);
  return {
    topology,
    replicas,
    memorySize,
    storageSize,
    settings: shards === undefined ? {} : { shards },
    least: {
      memorySize: roundUp(load.bytes / SHARE_FOR_DATA),
      storageSize: roundUp(2 * load.bytes),
    },
    reasons: [
      ...(shards === undefined ? [] : [WHY_SHARDS]),
      whyReplicas,
      whyMemory,
      whyStorage,
      ...(need.acceptableLoss === 'nothing' ? [MAY_LOSE] : []),
    ],
  };
}
