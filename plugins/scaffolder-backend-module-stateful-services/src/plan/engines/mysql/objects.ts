import {
  KubernetesObject,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import {
  disruptionBudgetSpec,
  headlessSpec,
  objectsOf,
  port,
  statefulSetSpec,
} from '../objects';
import { MYSQL_USER, memberContainers } from './containers';
import { MySqlValues } from './values';

const MYSQL_PORT = port('mysql', 3306);
const READ_PORT = port('mysql-read', 3307);

/** What the chart creates from these values, as far as a rollout depends on it. */
export function mysqlObjects(
  request: RepositoryRequest,
  values: MySqlValues,
): KubernetesObject[] {
  const { name } = request;
  const { selector, labels, object } = objectsOf(request);
  const proxy = { ...selector, 'app.kubernetes.io/name': 'mysql-proxy' };
  const isReplicated = values.topology.type !== 'standalone';
  return [
    object(
      ['v1', 'Service', `${name}-headless`],
      headlessSpec(selector, [MYSQL_PORT]),
    ),
    object(['v1', 'Service', name], {
      type: 'ClusterIP',
      selector: isReplicated ? proxy : selector,
      ports: isReplicated ? [MYSQL_PORT, READ_PORT] : [MYSQL_PORT],
    }),
    object(
      ['apps/v1', 'StatefulSet', name],
      statefulSetSpec({
        name,
        selector,
        labels,
        replicas: values.replicas,
        partition: values.update.partition,
        user: MYSQL_USER,
        containers: memberContainers(values),
        storage: values.storage,
        values,
      }),
    ),
    ...(isReplicated
      ? [
          object(
            ['policy/v1', 'PodDisruptionBudget', name],
            disruptionBudgetSpec(selector, values.disruption.maxUnavailable),
          ),
          object(
            ['policy/v1', 'PodDisruptionBudget', `${name}-proxy`],
            disruptionBudgetSpec(proxy),
          ),
        ]
      : []),
  ];
}
