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
import { MYSQL_USER, memberContainers } from './containers';
import { MySqlValues } from './values';

const MYSQL_PORT = port('mysql', 3306);
const READ_PORT = port('mysql-read', 3307);

interface Member {
  readonly name: string;
  readonly values: MySqlValues;
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
      securityContext: podSecurity(MYSQL_USER),
      ...(values.replicas > 1 &&
        placement(selector, values.topology.zoneSpread)),
      containers: memberContainers(values),
    },
  };
}

/** What the chart creates from these values, as far as a rollout depends on it. */
export function mysqlObjects(
  request: RepositoryRequest,
  values: MySqlValues,
): KubernetesObject[] {
  const { name } = request;
  const { selector, labels, object } = objectsOf(request);
  const proxy = { ...selector, 'app.kubernetes.io/name': 'mysql-proxy' };
  const isReplicated = values.topology.type !== 'standalone';
  const template = podTemplate({ name, values, selector, labels });
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
          object(
            ['policy/v1', 'PodDisruptionBudget', `${name}-proxy`],
            disruptionBudgetSpec(proxy),
          ),
        ]
      : []),
  ];
}
