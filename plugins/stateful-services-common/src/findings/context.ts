import { StatefulSetRecord } from '../kubernetes/statefulSet';

const ENVIRONMENT_LABELS = [
  'env',
  'environment',
  'app.kubernetes.io/environment',
  'stage',
] as const;

const PRODUCTION: ReadonlySet<string> = new Set(['prod', 'production', 'live']);

/** True when the labels of the set say that it serves production. */
export function isProduction({ labels }: StatefulSetRecord): boolean {
  return ENVIRONMENT_LABELS.some(label => PRODUCTION.has(labels[label] ?? ''));
}

const DATASTORES =
  /(^|[/-])(cassandra|clickhouse|cockroach|consul|elasticsearch|etcd|kafka|mariadb|mongo|mongodb|mysql|nats|neo4j|opensearch|percona|postgres|postgresql|rabbitmq|redis|scylla|valkey|zookeeper)([:@-]|$)/;

/** What stands beside a server carries its name as well. */
const COMPANIONS =
  /[-_](agent|backup|client|exporter|init|operator|proxy|reloader|router|tools)([-_:@]|$)/;

/** True when an image is that of a well-known server that keeps data. */
export function isDatastore(image: string): boolean {
  return DATASTORES.test(image) && !COMPANIONS.test(image);
}
