import {
  Need,
  Sizing,
  SizingReason,
} from 'backstage-plugin-stateful-services-node';
import { atLeast, bytesOf, roundUp } from '../../sizes';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** As long a member may be away and still catch up from the binary logs of another. */
const USUAL_BINLOG_HOURS = 72;
const LEAST_BINLOG_HOURS = 4;

/** Tables and indexes beside the data itself, changes of tables and what purging has not reached. */
const TABLE_OVERHEAD = 1.4;

function membersOf(topology: string): [number, SizingReason] {
  switch (topology) {
    case 'group-replication':
      return members(
        3,
        'Three members survive the loss of one, and two of them are a majority.',
      );
    case 'replication':
      return members(
        3,
        'With three members, a write still finds a replica to wait for when one of them is lost.',
      );
    default:
      return members(
        1,
        'One member is enough for development; when it is lost, the service is down until it is back.',
      );
  }
}

function members(replicas: number, sentence: string): [number, SizingReason] {
  return [replicas, { decides: 'replicas', sentence }];
}

function memoryOf({ dataSize }: Need): [string, SizingReason] {
  const data = bytesOf(dataSize);
  const pool = Math.min(data, Math.max(GIB, data / 4));
  return [
    atLeast('1280Mi', roundUp(Math.max(pool + GIB, pool / 0.6))),
    {
      decides: 'memorySize',
      sentence:
        'The buffer pool holds all data up to 1 GiB of it, and a quarter of what is more than 4 GiB; the server gets 1 GiB or 40 % of the memory beside it.',
    },
  ];
}

/** How long binary logs are kept, and what they take: no more than the data, unless that were less than four hours. */
function binlogOf({ dataSize, writeMibPerSecond, settings }: Need) {
  const data = bytesOf(dataSize);
  const given =
    typeof settings.binlogHours === 'number' ? settings.binlogHours : undefined;
  if (!writeMibPerSecond) {
    return { hours: given ?? USUAL_BINLOG_HOURS, bytes: data };
  }
  const perHour = writeMibPerSecond * MIB * 3600;
  const fitting = Math.max(LEAST_BINLOG_HOURS, Math.floor(data / perHour));
  const hours = given ?? Math.min(USUAL_BINLOG_HOURS, fitting);
  return { hours, bytes: hours * perHour };
}

function lossOf({ acceptableLoss }: Need, topology: string): SizingReason[] {
  if (acceptableLoss !== 'nothing') {
    return [];
  }
  const sentence =
    topology === 'standalone'
      ? 'One member cannot promise that nothing is lost: what it has is lost with its disk.'
      : 'Nothing that was acknowledged is lost with one member: another one has received it before.';
  return [{ sentence }];
}

/** Sizes of a MySQL, by the rules in docs/sizing.md. */
export function sizeMysql(need: Need): Sizing {
  const usual =
    need.environment === 'production' ? 'group-replication' : 'standalone';
  const topology = need.topology ?? usual;
  const [replicas, whyReplicas] = membersOf(topology);
  const [memorySize, whyMemory] = memoryOf(need);
  const data = bytesOf(need.dataSize);
  const binlog = binlogOf(need);
  return {
    topology,
    replicas,
    memorySize,
    storageSize: atLeast('2Gi', roundUp(data * TABLE_OVERHEAD + binlog.bytes)),
    settings: { binlogHours: binlog.hours },
    least: { memorySize: '1280Mi', storageSize: roundUp(data + binlog.bytes) },
    reasons: [
      whyReplicas,
      whyMemory,
      {
        decides: 'storageSize',
        sentence: `Storage is the data, 40 % for changes of tables, and ${binlog.hours} hours of binary logs.`,
      },
      ...lossOf(need, topology),
    ],
  };
}
