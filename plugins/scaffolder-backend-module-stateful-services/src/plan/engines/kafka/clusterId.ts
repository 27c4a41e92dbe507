import { RepositoryRequest } from 'backstage-plugin-stateful-services-node';
import { createHash } from 'node:crypto';

/**
 * Identity of a cluster as Kafka writes it on each disk: 16 bytes in base64url, 22 characters.
 *
 * @remarks Derived, so that the same request always gives the same bytes, and different for each environment and cluster.
 * It is no secret. The first character is a letter: Kafka's tools take a leading dash for an option.
 */
export function clusterId({
  name,
  namespace,
  cluster = '',
  environment,
}: RepositoryRequest): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([name, namespace, cluster, environment]))
    .digest();
  // The first six bits are the first character: 0 to 31 are A to Z and a to f.
  hash[0] = (hash[0] ?? 0) & 0x7f;
  return hash.subarray(0, 16).toString('base64url');
}
