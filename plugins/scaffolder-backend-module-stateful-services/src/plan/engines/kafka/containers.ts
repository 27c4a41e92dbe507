import { JsonObject } from '@backstage/types';
import { ProcessValues, imageReference } from '../chartValues';
import { containerSecurity, resources } from '../objects';
import { KafkaValues } from './values';

/** The user appuser of the official image. */
export const KAFKA_USER = { user: 1000, group: 1000 };

/** `combined` is both of the others in one process. */
export type Role = 'controller' | 'broker' | 'combined';

function containerPort(name: string, number: number): JsonObject {
  return { name, containerPort: number, protocol: 'TCP' };
}

function portsOf(role: Role): JsonObject[] {
  const controller = [containerPort('controller', 9093)];
  const broker = [
    containerPort('client', 9092),
    containerPort('internal', 9091),
  ];
  switch (role) {
    case 'controller':
      return controller;
    case 'broker':
      return broker;
    default:
      return [...controller, ...broker];
  }
}

function portProbe(port: string): JsonObject {
  return { tcpSocket: { port }, timeoutSeconds: 5 };
}

/** The server as the chart renders it. */
export function kafkaContainer(
  values: KafkaValues,
  { role, process }: { readonly role: Role; readonly process: ProcessValues },
): JsonObject {
  return {
    name: 'kafka',
    image: imageReference(values.image),
    imagePullPolicy: values.image.pullPolicy,
    securityContext: containerSecurity(KAFKA_USER),
    ports: portsOf(role),
    resources: resources(process),
    startupProbe: {
      exec: { command: ['test', '-e', '/run/kafka/joined'] },
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 720,
    },
    readinessProbe: {
      ...portProbe(role === 'controller' ? 'controller' : 'client'),
      periodSeconds: 5,
      failureThreshold: 3,
    },
    ...(role === 'controller'
      ? { lifecycle: { preStop: { sleep: { seconds: 30 } } } }
      : {
          livenessProbe: {
            ...portProbe('internal'),
            periodSeconds: 10,
            failureThreshold: 6,
          },
        }),
  };
}
