import {
  Need,
  Sizing,
  SizingReason,
} from 'backstage-plugin-stateful-services-node';
import { atLeast, bytesOf, roundUp } from '../../sizes';

const MIB = 2 ** 20;
const HOUR_SECONDS = 3600;

/** A week, which is also Kafka's own default (log.retention.hours, 4.3). */
const USUAL_RETENTION_HOURS = 168;
const MOST_RETENTION_HOURS = 87_600;

/** What one broker writes and holds before another one is better; estimates. */
const MOST_MIB_PER_SECOND = 50;
const MOST_BYTES = 4 * 2 ** 40;

/** Whole segments are deleted, so what has expired stays for a while; and a full disk ends a broker. */
const STORAGE_OVERHEAD = 1.4;

/** Of what was just written stays in memory, so that consumers that keep up do not read from the disk. */
const CACHED_SECONDS = 60;

interface Load {
  /** All data without copies. */
  readonly bytes: number;
  readonly copies: number;
  readonly mibPerSecond: number;
}

function retentionOf({ dataSize, writeMibPerSecond, settings }: Need): number {
  if (typeof settings.retentionHours === 'number') {
    return settings.retentionHours;
  }
  if (!writeMibPerSecond) {
    return USUAL_RETENTION_HOURS;
  }
  const hours = bytesOf(dataSize) / (writeMibPerSecond * MIB * HOUR_SECONDS);
  return Math.min(MOST_RETENTION_HOURS, Math.max(1, Math.floor(hours)));
}

function loadOf(need: Need, topology: string): Load {
  const { writeMibPerSecond = 0 } = need;
  return {
    // More than the data when that is less than an hour of writes, or when it was asked to keep them for longer.
    bytes: Math.max(
      bytesOf(need.dataSize),
      retentionOf(need) * writeMibPerSecond * MIB * HOUR_SECONDS,
    ),
    copies: topology === 'dedicated' ? 3 : 1,
    mibPerSecond: writeMibPerSecond,
  };
}

function brokersOf({ bytes, copies, mibPerSecond }: Load): number {
  return Math.max(
    copies,
    Math.ceil((mibPerSecond * copies) / MOST_MIB_PER_SECOND),
    Math.ceil((bytes * copies) / MOST_BYTES),
  );
}

/** The heap is half of the memory, at least 256Mi; the other half holds what was just written. */
function memoryOf({ copies, mibPerSecond }: Load, brokers: number): string {
  const cached = ((CACHED_SECONDS * mibPerSecond * copies) / brokers) * MIB;
  const least = copies === 1 ? '1Gi' : '2Gi';
  return atLeast(least, roundUp(2 * (256 * MIB + cached)));
}

function reasonsFor(need: Need, sizes: Omit<Sizing, 'reasons'>) {
  const isDedicated = sizes.topology === 'dedicated';
  const reasons: SizingReason[] = [
    {
      decides: 'replicas',
      sentence: isDedicated
        ? 'Every partition has three copies, and a broker takes at most 50 MiB per second and 4 TiB of them.'
        : 'One node is enough for development; when its disk is lost, everything is.',
    },
    {
      decides: 'memorySize',
      sentence:
        'Half of the memory is the heap; the other half holds the last minute of writes, so that who keeps up does not read from the disk.',
    },
    {
      decides: 'storageSize',
      sentence:
        'Storage is the share of one broker of all copies and 40 % on top, since segments are deleted whole.',
    },
    {
      decides: 'retentionHours',
      sentence: `Records are kept for ${sizes.settings.retentionHours} hours, ${
        need.writeMibPerSecond
          ? 'after which so much has been written'
          : 'the usual time: watch the disks, since nobody knows how much is written'
      }.`,
    },
  ];
  return need.acceptableLoss === 'nothing' && isDedicated
    ? [
        ...reasons,
        {
          sentence:
            'Nothing that was acknowledged is lost with one broker: two have it before, if producers keep to acks=all.',
        },
      ]
    : reasons;
}

/** Sizes of a Kafka, by the rules in docs/sizing.md. */
export function sizeKafka(need: Need): Sizing {
  const usual = need.environment === 'production' ? 'dedicated' : 'combined';
  const topology = need.topology ?? usual;
  const load = loadOf(need, topology);
  const replicas = need.replicas ?? brokersOf(load);
  const share = (load.bytes * load.copies) / replicas;
  const sizes = {
    topology,
    replicas,
    memorySize: memoryOf(load, replicas),
    storageSize: atLeast('10Gi', roundUp(share * STORAGE_OVERHEAD)),
    settings: { retentionHours: retentionOf(need) },
    least: { memorySize: '512Mi', storageSize: roundUp(share) },
  };
  return { ...sizes, reasons: reasonsFor(need, sizes) };
}
