/** Something that would make an unsafe or broken service, and the sentence with which everybody refuses it. */
export interface BadInput {
  readonly engine: string;
  readonly what: string;
  /** Change of a good request. */
  readonly request: Readonly<Record<string, unknown>>;
  /** The same for the chart, as `--set` takes it, or as the name of the release. */
  readonly chart: { readonly set: string } | { readonly release: string };
  readonly sentence: string;
}

const size = (least: string, most: string) =>
  `must be a whole number with the unit Mi, Gi or Ti, from ${least} to ${most}, such as 10Gi`;
const grace = (least: number, preStopSeconds: number) =>
  `must be a whole number from ${least} to 3600: preStop alone takes up to ${preStopSeconds} seconds`;
const name = (most: number) =>
  `must be a DNS label of at most ${most} characters: lower-case letters, digits and "-", starting with a letter and ending with a letter or digit`;

const BUDGET =
  'must be 1 or more, so that nodes can be drained, and less than half of the members, so that a majority stays';
const GROWTH =
  'must be false unless the storage class is known to allow expansion';
const BROKERS =
  'must be a whole number from 3 to 9: every partition has three copies, on three brokers';
const evenQuorum = (tooMany: string) =>
  `must be 3, 5, 7 or 9, or 1 without failover: an even number survives no more losses than one less, and ${tooMany}`;

type Row = Omit<BadInput, 'engine'>;

const tooLong = 'a'.repeat(46);

function ofEveryEngine(
  memory: string,
  limits: {
    readonly memory: string;
    readonly grace: string;
    readonly name: string;
  },
): readonly Row[] {
  return [
    {
      what: "memory below the engine's floor",
      request: { memorySize: '128Mi' },
      chart: { set: `${memory}=128Mi` },
      sentence: limits.memory,
    },
    {
      what: 'storage below what anything fits into',
      request: { storageSize: '512Mi' },
      chart: { set: 'storage.size=512Mi' },
      sentence: size('1Gi', '16Ti'),
    },
    {
      what: 'a grace period shorter than preStop',
      request: { settings: { gracePeriodSeconds: 10 } },
      chart: { set: 'terminationGracePeriodSeconds=10' },
      sentence: limits.grace,
    },
    {
      what: 'a name that overflows with ordinal and suffixes',
      request: { name: tooLong },
      chart: { release: tooLong },
      sentence: limits.name,
    },
    {
      what: 'growth promised of a storage class that nobody knows',
      request: {
        cloud: 'generic',
        storageClassName: '',
        settings: { growthPromised: true },
      },
      chart: { set: 'storage.storageClassName=,storage.growthPromised=true' },
      sentence: GROWTH,
    },
  ];
}

function ofQuorum(tooMany: string): readonly Row[] {
  return [
    {
      what: 'an even quorum',
      request: { replicas: 4 },
      chart: { set: 'replicas=4' },
      sentence: evenQuorum(tooMany),
    },
    {
      what: 'more members than do any good',
      request: { replicas: 11 },
      chart: { set: 'replicas=11' },
      sentence: evenQuorum(tooMany),
    },
    ...[0, 2].map(count => ({
      what: count
        ? 'a budget that lets the majority go'
        : 'a budget that blocks drains',
      request: { settings: { maxUnavailable: count } },
      chart: { set: `disruption.maxUnavailable=${count}` },
      sentence: BUDGET,
    })),
  ];
}

const rows: Readonly<Record<string, readonly Row[]>> = {
  redis: [
    ...ofQuorum('each member above 9 adds load and no safety'),
    {
      what: 'a shard without a replica',
      request: { topology: 'cluster', replicas: 1 },
      chart: { set: 'cluster.shards=3,replicas=1' },
      sentence:
        'must be a whole number from 2 to 5: a shard has a primary and at least one replica that can take its place',
    },
    ...[2, 11].map(shards => ({
      what: `a cluster of ${shards} shards`,
      request: { topology: 'cluster', replicas: 2, settings: { shards } },
      chart: { set: `cluster.shards=${shards},replicas=2` },
      sentence:
        'must be a whole number from 3 to 10: when one of fewer primaries is lost, no majority is left that could replace it',
    })),
    ...ofEveryEngine('redis.memory', {
      memory: size('256Mi', '256Gi'),
      grace: grace(60, 45),
      name: name(44),
    }),
  ],
  mysql: [
    ...ofQuorum('group replication knows no more than 9 members'),
    ...ofEveryEngine('mysql.memory', {
      memory: size('1280Mi', '512Gi'),
      grace: grace(150, 120),
      name: name(44),
    }),
    {
      what: 'a reserved Service name',
      request: { name: 'mysql-tcp' },
      chart: { release: 'mysql-tcp' },
      sentence:
        'must be another one: this one is taken for a port by MySQL clients: Kubernetes gives the pods beside it the variable MYSQL_TCP_PORT',
    },
  ],
  kafka: [
    {
      what: 'more copies than brokers',
      request: { replicas: 2 },
      chart: { set: 'broker.replicas=2' },
      sentence: BROKERS,
    },
    {
      what: 'more brokers than are drilled',
      request: { replicas: 10 },
      chart: { set: 'broker.replicas=10' },
      sentence: BROKERS,
    },
    ...ofEveryEngine('broker.memory', {
      memory: size('512Mi', '256Gi'),
      grace: grace(60, 30),
      name: name(41),
    }),
    {
      what: 'a reserved Service name',
      request: { name: 'kafka' },
      chart: { release: 'kafka' },
      sentence:
        'must be another one: this one is the name of a Service that sets KAFKA_PORT in other pods of its namespace, which images of Kafka and its tools take for configuration',
    },
  ],
};

/** Everything that the portal, values.schema.json and the templates of the chart refuse alike. */
export const badInputs: readonly BadInput[] = Object.entries(rows).flatMap(
  ([engine, ofEngine]) => ofEngine.map(row => ({ engine, ...row })),
);
