import { JsonObject } from '@backstage/types';
import {
  KubernetesObject,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import {
  claimTemplate,
  disruptionBudgetSpec,
  headlessSpec,
  objectsOf,
  placement,
  podSecurity,
  port,
  statefulSetSpec,
} from '../objects';
import { REDIS_USER, memberContainers } from './containers';
import { RedisValues } from './values';

const REDIS_PORT = port('redis', 6379);
const SENTINEL_PORT = port('sentinel', 26379);

interface Member {
  readonly name: string;
  readonly values: RedisValues;
  readonly selector: JsonObject;
  readonly labels: JsonObject;
}

function podTemplate({ name, values, selector, labels }: Member): JsonObject {
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
      securityContext: podSecurity(REDIS_USER),
      ...(values.replicas > 1 &&
        placement(selector, values.topology.zoneSpread)),
      containers: memberContainers(values),
    },
  };
}

/** What the chart creates from these values, as far as a rollout depends on it. */
export function redisObjects(
  request: RepositoryRequest,
  values: RedisValues,
): KubernetesObject[] {
  const { name } = request;
  const { selector, labels, object } = objectsOf(request);
  const isReplicated = values.replicas > 1;
  const template = podTemplate({ name, values, selector, labels });
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
        replicas: values.replicas,
        serviceName: `${name}-headless`,
        partition: values.update.partition,
        selector,
        template,
        claims: [claimTemplate({ labels, storage: values.storage })],
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
