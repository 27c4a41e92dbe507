import { JsonObject } from '@backstage/types';

/** Runs a script of the chart inside of the container. */
export function execution(script: string): JsonObject {
  return { exec: { command: [`/scripts/${script}`] } };
}

interface ProbeScripts {
  readonly started: string;
  readonly ready: string;
  readonly alive: string;
}

/** Probes by scripts of the chart: an hour to start, a quarter of a minute to be seen as not ready. */
export function scriptProbes({
  started,
  ready,
  alive,
}: ProbeScripts): JsonObject {
  const timing = { timeoutSeconds: 5 };
  return {
    startupProbe: {
      ...execution(started),
      ...timing,
      periodSeconds: 10,
      failureThreshold: 360,
    },
    readinessProbe: {
      ...execution(ready),
      ...timing,
      periodSeconds: 5,
      failureThreshold: 3,
    },
    livenessProbe: {
      ...execution(alive),
      ...timing,
      periodSeconds: 10,
      failureThreshold: 6,
    },
  };
}
