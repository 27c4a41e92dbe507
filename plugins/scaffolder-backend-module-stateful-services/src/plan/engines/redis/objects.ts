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
import { RedisValues, hasSentinels, isCluster } from './values';

const REDIS_PORT = port('redis', 6379);
const BUS_PORT = port('bus', 16379);
const SENTINEL_PORT = port('sentinel', 26379);

/** What each StatefulSet is called and labelled with beside the service: nothing but in a cluster. */
function shardsOf(values: RedisValues) {
  return isCluster(values)
    ? Array.from({ length: values.cluster.shards }, (_, index) => ({
        suffix: `-shard-${index}`,
        label: { 'app.kubernetes.io/component': `shard-${index}` },
      }))
    : [{ suffix: '', label: {} }];
}

function memberPorts(values: RedisValues) {
  return [
    REDIS_PORT,
    ...(isCluster(values) ? [BUS_PORT] : []),
    ...(hasSentinels(values) ? [SENTINEL_PORT] : []),
  ];
}

/** What the chart creates from these values, as far as a rollout depends on it. */
export function redisObjects(
  request: RepositoryRequest,
  values: RedisValues,
): KubernetesObject[] {
  const { name } = request;
  const { selector, labels, object } = objectsOf(request);
  const sets = shardsOf(values).map(({ suffix, label }) => ({
    name: `${name}${suffix}`,
    selector: { ...selector, ...label },
    labels: { ...labels, ...label },
  }));
  return [
    object(
      ['v1', 'Service', `${name}-headless`],
      headlessSpec(selector, memberPorts(values)),
    ),
    object(['v1', 'Service', name], {
      type: 'ClusterIP',
      selector,
      ports: [hasSentinels(values) ? SENTINEL_PORT : REDIS_PORT],
    }),
    ...sets.map(set =>
      object(
        ['apps/v1', 'StatefulSet', set.name],
        statefulSetSpec({
          ...set,
          name,
          ...(isCluster(values) && { allSets: selector }),
          replicas: values.replicas,
          partition: values.update.partition,
          user: REDIS_USER,
          containers: memberContainers(values),
          storage: values.storage,
          values,
        }),
      ),
    ),
    ...sets
      .filter(() => values.replicas > 1)
      .map(set =>
        object(
          ['policy/v1', 'PodDisruptionBudget', set.name],
          disruptionBudgetSpec(set.selector, values.disruption.maxUnavailable),
        ),
      ),
  ];
}
