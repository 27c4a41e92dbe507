import { JsonObject } from '@backstage/types';
import { imageReference } from '../chartValues';
import { containerSecurity, resources } from '../objects';
import { execution, scriptProbes } from '../probes';
import { MySqlValues } from './values';

/** The user mysql of the official image. */
export const MYSQL_USER = { user: 999, group: 999 };

/** Three hours: the server answers nobody while it recovers or converts its data. */
const STARTUP_PROBE: JsonObject = {
  ...execution('probe-alive.sh'),
  timeoutSeconds: 5,
  periodSeconds: 10,
  failureThreshold: 1080,
};

/** Containers of a member as the chart renders them: the server, and what keeps it in its group. */
export function memberContainers(values: MySqlValues): JsonObject[] {
  const basis = {
    image: imageReference(values.image),
    imagePullPolicy: values.image.pullPolicy,
    securityContext: containerSecurity(MYSQL_USER),
  };
  return [
    {
      ...basis,
      name: 'mysql',
      ports: [{ name: 'mysql', containerPort: 3306, protocol: 'TCP' }],
      resources: resources(values.mysql),
      ...scriptProbes({
        started: 'probe-alive.sh',
        ready: 'probe-ready.sh',
        alive: 'probe-alive.sh',
      }),
      startupProbe: STARTUP_PROBE,
      lifecycle: { preStop: execution('hand-over.sh') },
    },
    {
      ...basis,
      name: 'keeper',
      resources: resources(values.keeper),
      startupProbe: {
        ...execution('probe-keeper-alive.sh'),
        timeoutSeconds: 5,
        periodSeconds: 10,
        failureThreshold: 360,
      },
      livenessProbe: {
        ...execution('probe-keeper-alive.sh'),
        timeoutSeconds: 5,
        periodSeconds: 60,
      },
    },
  ];
}
