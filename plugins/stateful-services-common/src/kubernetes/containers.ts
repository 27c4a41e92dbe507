import { z } from 'zod';

/**
 * When a probe begins to count and after how many seconds it has failed for good.
 *
 * @public
 */
export interface ProbeRecord {
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  /** What it does, comparable; probes that do the same have the same text. */
  readonly action: string;
}

/**
 * A container of a pod template, reduced to what the rules read.
 *
 * @public
 */
export interface ContainerRecord {
  readonly name: string;
  readonly image: string;
  readonly readiness?: ProbeRecord;
  readonly liveness?: ProbeRecord;
  readonly startup?: ProbeRecord;
  readonly preStop: boolean;
  readonly hasRequests: boolean;
  readonly hasMemoryLimit: boolean;
  readonly mounts: readonly { readonly name: string; readonly path: string }[];
}

const anything = z.record(z.string(), z.unknown()).nullish();

const probeSchema = z
  .object({
    initialDelaySeconds: z.number().nullish(),
    periodSeconds: z.number().nullish(),
    failureThreshold: z.number().nullish(),
    exec: anything,
    httpGet: anything,
    tcpSocket: anything,
    grpc: anything,
  })
  .nullish();

/** @public */
export const containerSchema = z.object({
  name: z.string().nullish(),
  image: z.string().nullish(),
  readinessProbe: probeSchema,
  livenessProbe: probeSchema,
  startupProbe: probeSchema,
  lifecycle: z.object({ preStop: anything }).nullish(),
  resources: z.object({ requests: anything, limits: anything }).nullish(),
  ports: z.array(z.object({ name: z.string().nullish() })).nullish(),
  volumeMounts: z
    .array(z.object({ name: z.string(), mountPath: z.string() }))
    .nullish(),
});

/** Applies the defaults of the API: no delay, every 10 s, 3 failures. */
function projectProbe(
  probe: z.infer<typeof probeSchema>,
): ProbeRecord | undefined {
  if (!probe) {
    return undefined;
  }
  const { exec, httpGet, tcpSocket, grpc } = probe;
  return {
    initialDelaySeconds: probe.initialDelaySeconds ?? 0,
    periodSeconds: probe.periodSeconds ?? 10,
    failureThreshold: probe.failureThreshold ?? 3,
    action: JSON.stringify({ exec, httpGet, tcpSocket, grpc }),
  };
}

/** @public */
export function projectContainer(
  container: z.infer<typeof containerSchema>,
): ContainerRecord {
  const readiness = projectProbe(container.readinessProbe);
  const liveness = projectProbe(container.livenessProbe);
  const startup = projectProbe(container.startupProbe);
  const { requests, limits } = container.resources ?? {};
  return {
    name: container.name ?? '',
    image: container.image ?? '',
    ...(readiness && { readiness }),
    ...(liveness && { liveness }),
    ...(startup && { startup }),
    preStop: Boolean(container.lifecycle?.preStop),
    // The API takes a request that is not given from the limit.
    hasRequests: Object.keys({ ...limits, ...requests }).length > 0,
    hasMemoryLimit: limits?.memory !== undefined && limits.memory !== null,
    mounts: (container.volumeMounts ?? []).map(({ name, mountPath }) => ({
      name,
      path: mountPath,
    })),
  };
}

/**
 * Seconds until a probe that never succeeds has failed for good.
 *
 * @public
 */
export function probeBudgetSeconds(probe: ProbeRecord | undefined): number {
  return probe
    ? probe.initialDelaySeconds + probe.periodSeconds * probe.failureThreshold
    : 0;
}
