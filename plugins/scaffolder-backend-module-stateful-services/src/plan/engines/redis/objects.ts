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
import { REDIS_USER, memberContainers } from './containers';
import { RedisValues } from './values';

const REDIS_PORT = port('redis', 6379);
const SENTINEL_PORT = port('sentinel', 26379);

/** What the chart creates from these values, as far as a rollout depends on it. */
export function redisObjects(
  request: RepositoryRequest,
  values: RedisValues,
): KubernetesObject[] {
  const { name } = request;
  const { selector, labels, object } = objectsOf(request);
  const isReplicated = values.replicas > 1;
  return [
    object(
      ['v1', 'Service', `${name}-headless`],
      headlessSpec(
        selector,
        isReplicated ? [REDIS_PORT, SENTINEL_PORT] : [REDIS_PORT],
      ),
    ),
    object(['v1', 'Service', name], {
      type: 'ClusterIP',
      selector,
      ports: [isReplicated ? SENTINEL_PORT : REDIS_PORT],
    }),
    object(
      ['apps/v1', 'StatefulSet', name],
      statefulSetSpec({
        name,
        selector,
        labels,
        replicas: values.replicas,
        partition: values.update.partition,
        user: REDIS_USER,
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
        ]
      : []),
  ];
}
