import { Need, Sizing } from 'backstage-plugin-stateful-services-node';
import { bytesOf, roundUp } from '../../sizes';

const MIB = 2 ** 20;

/** From here on so many pages change while a copy is written that it may need as much memory as the data itself. */
const BUSY_MIB_PER_SECOND = 20;

/** Of the memory of a member that start-redis.sh gives to the data. */
const SHARE_FOR_DATA = 0.7;

function memoryOf({ dataSize, writeMibPerSecond }: Need): [string, string] {
  const data = bytesOf(dataSize);
  return writeMibPerSecond >= BUSY_MIB_PER_SECOND
    ? [
        roundUp(2 * data),
        `Memory is twice the data: with ${writeMibPerSecond} MiB written per second, most pages change while a copy is written.`,
      ]
    : [
        roundUp(data / SHARE_FOR_DATA),
        'Memory is the data and 43 % on top: 70 % of it is for data, the rest for copies that are being written and for buffers.',
      ];
}

function storageOf({ dataSize, writeMibPerSecond }: Need): [string, string] {
  const tenMinutes = 600 * writeMibPerSecond * MIB;
  return [
    roundUp(3 * bytesOf(dataSize) + tenMinutes),
    'Storage is three times the data, for the append-only file before, while and after it is rewritten, and ten minutes of writes.',
  ];
}

/** Sizes of a Redis, by the rules in docs/sizing.md. */
export function sizeRedis(need: Need): Sizing {
  const [memory, whyMemory] = memoryOf(need);
  const [storage, whyStorage] = storageOf(need);
  const isProduction = need.environment === 'production';
  const loss =
    need.acceptableLoss === 'nothing'
      ? [
          'Redis cannot promise that nothing is lost: replication is asynchronous, so the last moment before the loss of a node may be gone.',
        ]
      : [];
  return {
    topology: isProduction ? 'replication' : 'standalone',
    replicas: isProduction ? 3 : 1,
    memorySize: bytesOf(memory) < 256 * MIB ? '256Mi' : memory,
    storageSize: bytesOf(storage) < 1024 * MIB ? '1Gi' : storage,
    settings: {},
    reasons: [
      isProduction
        ? 'Three members survive the loss of one, and two of them are a majority.'
        : 'One member is enough for development; when it is lost, the service is down until it is back.',
      whyMemory,
      whyStorage,
      ...loss,
    ],
  };
}
