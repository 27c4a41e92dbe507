import { HealthyService, sidecar } from './service';

const operatedBy = (kind: string, name: string) => ({
  ownerReferences: [
    {
      apiVersion: 'databases.example.com/v1',
      kind,
      name,
      uid: `uid-${name}`,
      controller: true,
    },
  ],
});

/** Databases as operators and charts of different schools run them. */
export const databases: readonly HealthyService[] = [
  {
    name: 'postgres-single',
    image: 'postgres:17.2',
    replicas: 1,
    ports: { postgres: 5432 },
    claims: { data: '/var/lib/postgresql/data' },
    budget: null,
  },
  {
    // Replaced by its operator, which deletes the pods itself.
    name: 'postgres-patroni',
    image: 'registry.example.com/spilo:17',
    ports: { postgres: 5432, patroni: 8008 },
    claims: { pgdata: '/home/postgres/pgdata' },
    metadata: operatedBy('Postgresql', 'patroni'),
    spec: { updateStrategy: { type: 'OnDelete' } },
    sidecars: [sidecar('exporter', 'registry.example.com/pg-exporter:0.17.1')],
  },
  {
    name: 'timescale',
    image: 'timescale/timescaledb-ha:pg17',
    replicas: 2,
    ports: { postgres: 5432 },
    claims: { data: '/home/postgres', wal: '/home/postgres/wal' },
  },
  {
    name: 'cockroach',
    image: 'cockroachdb/cockroach:v25.1.2',
    ports: { grpc: 26257, http: 8080 },
    claims: { datadir: '/cockroach/cockroach-data' },
    spec: { podManagementPolicy: 'Parallel' },
    governing: { publishNotReadyAddresses: true },
    services: { 'cockroach-public': { type: 'ClusterIP' } },
  },
  {
    name: 'cassandra',
    image: 'cassandra:5.0.3',
    replicas: 5,
    ports: { cql: 9042, intra: 7000, jmx: 7199 },
    claims: { data: '/var/lib/cassandra' },
    podSpec: { terminationGracePeriodSeconds: 1800 },
    container: { lifecycle: { preStop: { exec: { command: ['nodetool', 'drain'] } } } },
  },
  {
    name: 'scylla',
    image: 'scylladb/scylla:2025.1',
    ports: { cql: 9042 },
    claims: { data: '/var/lib/scylla' },
    spec: { podManagementPolicy: 'Parallel', minReadySeconds: 10 },
  },
  {
    name: 'mongodb',
    image: 'mongo:8.0.4',
    ports: { mongodb: 27017 },
    claims: { data: '/data/db' },
    governing: { publishNotReadyAddresses: true },
    budget: { minAvailable: 2 },
  },
  {
    name: 'mongodb-arbiter',
    image: 'mongo:8.0.4',
    replicas: 1,
    ports: { mongodb: 27017 },
    budget: null,
  },
  {
    name: 'galera',
    image: 'mariadb:11.4.4',
    ports: { mysql: 3306, galera: 4567, ist: 4568, sst: 4444 },
    claims: { data: '/var/lib/mysql' },
    spec: { podManagementPolicy: 'Parallel' },
    services: { 'galera-write': {} },
    sidecars: [sidecar('metrics', 'registry.example.com/mysqld-exporter:v0.17.2')],
  },
  {
    name: 'xtradb',
    image: 'percona/percona-xtradb-cluster:8.4.2',
    ports: { mysql: 3306 },
    claims: { datadir: '/var/lib/mysql' },
    metadata: operatedBy('PerconaXtraDBCluster', 'xtradb'),
    spec: { updateStrategy: { type: 'OnDelete' } },
    budget: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  },
  {
    name: 'vttablet',
    image: 'vitess/lite:v21.0.1',
    replicas: 2,
    ports: { grpc: 15999 },
    claims: { vtdataroot: '/vt/vtdataroot' },
    container: { envFrom: [{ secretRef: { name: 'vttablet' } }] },
  },
  {
    name: 'pd',
    image: 'pingcap/pd:v8.5.0',
    ports: { client: 2379, peer: 2380 },
    claims: { pd: '/var/lib/pd' },
    governing: { publishNotReadyAddresses: true },
  },
  {
    name: 'tikv',
    image: 'pingcap/tikv:v8.5.0',
    replicas: 4,
    ports: { server: 20160 },
    claims: { tikv: '/var/lib/tikv' },
    metadata: operatedBy('TidbCluster', 'shop'),
  },
  {
    name: 'clickhouse',
    image: 'clickhouse/clickhouse-server:25.1',
    replicas: 2,
    ports: { http: 8123, tcp: 9000, interserver: 9009 },
    claims: { data: '/var/lib/clickhouse', logs: '/var/log/clickhouse-server' },
  },
  {
    name: 'clickhouse-keeper',
    image: 'clickhouse/clickhouse-keeper:25.1',
    ports: { client: 2181, raft: 9444 },
    claims: { data: '/var/lib/clickhouse-keeper' },
    governing: { publishNotReadyAddresses: true },
  },
  {
    name: 'neo4j',
    image: 'neo4j:5.26.1-enterprise',
    ports: { bolt: 7687, http: 7474 },
    claims: { data: '/data' },
    spec: { podManagementPolicy: 'Parallel' },
  },
  {
    name: 'couchdb',
    image: 'couchdb:3.4.2',
    ports: { couchdb: 5984, epmd: 4369 },
    claims: { database: '/opt/couchdb/data' },
    podSpec: { initContainers: [sidecar('init-copy', 'busybox:1.37.0')] },
  },
  {
    name: 'influxdb',
    image: 'influxdb:2.7.11',
    replicas: 1,
    ports: { http: 8086 },
    claims: { data: '/var/lib/influxdb2' },
    budget: null,
  },
  {
    // Reads and writes its devices without a file system.
    name: 'aerospike',
    image: 'aerospike/aerospike-server:7.2.0',
    replicas: 2,
    ports: { service: 3000 },
    container: { volumeDevices: [{ name: 'device', devicePath: '/dev/sdb' }] },
    spec: {
      volumeClaimTemplates: [
        {
          metadata: { name: 'device' },
          spec: {
            accessModes: ['ReadWriteOnce'],
            volumeMode: 'Block',
            resources: { requests: { storage: '50Gi' } },
          },
        },
      ],
    },
  },
];
