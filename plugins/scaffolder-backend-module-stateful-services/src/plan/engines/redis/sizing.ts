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

function membersOf(topology: string): [number, SizingReason] {
  const isReplicated = topology === 'replication';
  const sentence = isReplicated
    ? 'Three members survive the loss of one, and two of them are a majority.'
    : 'One member is enough for development; when it is lost, the service is down until it is back.';
  return [isReplicated ? 3 : 1, { decides: 'replicas', sentence }];
}

function memoryOf({
  dataSize,
  writeMibPerSecond = USUAL_MIB_PER_SECOND,
}: Need): [string, SizingReason] {
  const data = bytesOf(dataSize);
  const isBusy = writeMibPerSecond >= BUSY_MIB_PER_SECOND;
  const sentence = isBusy
    ? `Memory is twice the data: with ${writeMibPerSecond} MiB written per second, most pages change while a copy is written.`
    : 'Memory is the data and 43 % on top: 70 % of it is for data, the rest for copies that are being written and for buffers.';
  return [
    atLeast('256Mi', roundUp(isBusy ? 2 * data : data / SHARE_FOR_DATA)),
    { decides: 'memorySize', sentence },
  ];
}

function storageOf({
  dataSize,
  writeMibPerSecond = USUAL_MIB_PER_SECOND,
}: Need): [string, SizingReason] {
  const tenMinutes = 600 * writeMibPerSecond * MIB;
  return [
    atLeast('1Gi', roundUp(3 * bytesOf(dataSize) + tenMinutes)),
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
  const [memorySize, whyMemory] = memoryOf(need);
  const [storageSize, whyStorage] = storageOf(need);
  return {
    topology,
    replicas,
    memorySize,
    storageSize,
    settings: {},
    least: {
      memorySize: roundUp(bytesOf(need.dataSize) / SHARE_FOR_DATA),
      storageSize: roundUp(2 * bytesOf(need.dataSize)),
    },
    reasons: [
      whyReplicas,
      whyMemory,
      whyStorage,
      ...(need.acceptableLoss === 'nothing' ? [MAY_LOSE] : []),
    ],
  };
}
