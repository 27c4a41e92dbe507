import { JsonObject } from '@backstage/types';
import {
  KubernetesObject,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { ProcessValues } from '../chartValues';
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

interface SetOf {
  readonly name: string;
  readonly values: KafkaValues;
  readonly member: Member;
  readonly selector: JsonObject;
  readonly labels: JsonObject;
}

function setSpec({
  name,
  values,
  member,
  selector,
  labels,
}: SetOf): JsonObject {
  const { role, replicas, size } = member;
  const { storageClassName } = values.storage;
  return statefulSetSpec({
    replicas,
    serviceName: `${name}-headless`,
    partition: role === 'controller' ? 0 : values.update.partition,
    selector,
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: values.terminationGracePeriodSeconds,
        securityContext: podSecurity(KAFKA_USER),
        ...(replicas > 1 && placement(selector, values.topology.zoneSpread)),
        containers: [kafkaContainer(values, member)],
      },
    },
    claims: [claimTemplate({ labels, storage: { size, storageClassName } })],
  });
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
    name,
    values,
    member,
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
        ['apps/v1', 'StatefulSet', `${name}-${set.member.role}`],
        setSpec(set),
      ),
    ),
    ...sets
      .filter(({ member }) => member.replicas > 1)
      .map(set =>
        object(
          ['policy/v1', 'PodDisruptionBudget', `${name}-${set.member.role}`],
          disruptionBudgetSpec(set.selector),
        ),
      ),
  ];
}
