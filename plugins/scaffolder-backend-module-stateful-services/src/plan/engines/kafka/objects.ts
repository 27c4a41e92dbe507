import { JsonObject } from '@backstage/types';
import {
  KubernetesObject,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { ProcessValues } from '../chartValues';
import {
  disruptionBudgetSpec,
  headlessSpec,
  objectsOf,
  port,
  statefulSetSpec,
} from '../objects';
import { KAFKA_USER, Role, kafkaContainer } from './containers';
import { KafkaValues, isDedicated } from './values';

const PORTS = {
  client: port('client', 9092),
  internal: port('internal', 9091),
  controller: port('controller', 9093),
  founding: port('founding', 9099),
};

interface Member {
  readonly role: Role;
  readonly replicas: number;
  readonly size: string;
  readonly process: ProcessValues;
}

function membersOf(values: KafkaValues): Member[] {
  const { broker, controller, storage } = values;
  const data = {
    replicas: broker.replicas,
    size: storage.size,
    process: { memory: broker.memory, cpuRequest: broker.cpuRequest },
  };
  return isDedicated(values)
    ? [
        {
          role: 'controller',
          replicas: 3,
          size: controller.storageSize,
          process: {
            memory: controller.memory,
            cpuRequest: controller.cpuRequest,
          },
        },
        { role: 'broker', ...data },
      ]
    : [{ role: 'combined', ...data }];
}

/** What the chart creates from these values, as far as a rollout depends on it. */
export function kafkaObjects(
  request: RepositoryRequest,
  values: KafkaValues,
): KubernetesObject[] {
  const { name } = request;
  const { selector, labels, object } = objectsOf(request);
  const withRole = (role: Role, of: JsonObject) => ({
    ...of,
    'app.kubernetes.io/component': role,
  });
  const sets = membersOf(values).map(member => ({
    member,
    name: `${name}-${member.role}`,
    selector: withRole(member.role, selector),
    labels: withRole(member.role, labels),
  }));
  return [
    object(
      ['v1', 'Service', `${name}-headless`],
      headlessSpec(selector, Object.values(PORTS)),
    ),
    object(['v1', 'Service', name], {
      type: 'ClusterIP',
      selector: withRole(isDedicated(values) ? 'broker' : 'combined', selector),
      ports: [PORTS.client],
    }),
    ...sets.map(set =>
      object(
        ['apps/v1', 'StatefulSet', set.name],
        statefulSetSpec({
          name,
          selector: set.selector,
          labels: set.labels,
          replicas: set.member.replicas,
          partition:
            set.member.role === 'controller' ? 0 : values.update.partition,
          user: KAFKA_USER,
          containers: [kafkaContainer(values, set.member)],
          storage: { ...values.storage, size: set.member.size },
          values,
        }),
      ),
    ),
    ...sets
      .filter(({ member }) => member.replicas > 1)
      .map(set =>
        object(
          ['policy/v1', 'PodDisruptionBudget', set.name],
          disruptionBudgetSpec(set.selector),
        ),
      ),
  ];
}
