import { z } from 'zod';

/**
 * A container that is not simply running. Reason words are the kubelet's, e.g. `CrashLoopBackOff`.
 *
 * @public
 */
export interface ContainerTrouble {
  readonly container: string;
  readonly init: boolean;
  /** True of an init container that runs beside the others (`restartPolicy: Always`). */
  readonly sidecar?: boolean;
  readonly waitingReason?: string;
  readonly waitingMessage?: string;
  readonly terminatedReason?: string;
  readonly terminatedMessage?: string;
  readonly exitCode?: number;
  /** When it ended last. */
  readonly endedAt?: string;
  readonly restarts: number;
}

/**
 * A container that runs and has something left to do before the pod can go on.
 *
 * @public
 */
export interface ContainerProgress {
  readonly container: string;
  readonly since: string;
}

/**
 * What the containers of a pod are doing.
 *
 * @public
 */
export interface ContainersRecord {
  readonly restarts: number;
  readonly troubles: readonly ContainerTrouble[];
  /** Containers whose startup probe has not succeeded yet. */
  readonly starting: readonly ContainerProgress[];
  /** Init containers that run and must end before the others start. */
  readonly initializing: readonly ContainerProgress[];
}

const terminated = z
  .object({
    reason: z.string().nullish(),
    message: z.string().nullish(),
    exitCode: z.number().nullish(),
    finishedAt: z.string().nullish(),
  })
  .nullish();

/** @public */
export const containerStatusSchema = z.object({
  name: z.string(),
  restartCount: z.number().nullish(),
  started: z.boolean().nullish(),
  state: z
    .object({
      waiting: z
        .object({ reason: z.string().nullish(), message: z.string().nullish() })
        .nullish(),
      running: z.object({ startedAt: z.string().nullish() }).nullish(),
      terminated,
    })
    .nullish(),
  lastState: z.object({ terminated }).nullish(),
});

type Status = z.infer<typeof containerStatusSchema>;

interface Role {
  readonly init: boolean;
  readonly sidecar: boolean;
}

function projectTrouble(
  status: Status,
  { init, sidecar }: Role,
): ContainerTrouble | undefined {
  const waiting = status.state?.waiting;
  const ended = status.state?.terminated ?? status.lastState?.terminated;
  const endedBadly = ended && (ended.exitCode ?? 0) !== 0 ? ended : undefined;
  if (!waiting?.reason && !endedBadly) {
    return undefined;
  }
  return {
    container: status.name,
    init,
    ...(sidecar && { sidecar }),
    ...(waiting?.reason && { waitingReason: waiting.reason }),
    ...(waiting?.message && { waitingMessage: waiting.message }),
    ...(endedBadly?.reason && { terminatedReason: endedBadly.reason }),
    ...(endedBadly?.message && { terminatedMessage: endedBadly.message }),
    ...(endedBadly && { exitCode: endedBadly.exitCode ?? undefined }),
    ...(endedBadly?.finishedAt && { endedAt: endedBadly.finishedAt }),
    restarts: status.restartCount ?? 0,
  };
}

function projectProgress(status: Status): readonly ContainerProgress[] {
  const since = status.state?.running?.startedAt;
  return since ? [{ container: status.name, since }] : [];
}

/**
 * @param sidecars - names of the init containers that run beside the others
 *
 * @public
 */
export function projectContainers(
  input: { readonly init: readonly Status[]; readonly main: readonly Status[] },
  sidecars: ReadonlySet<string>,
): ContainersRecord {
  const { init, main } = input;
  const isSidecar = ({ name }: Status) => sidecars.has(name);
  return {
    restarts: [...init, ...main].reduce(
      (sum, status) => sum + (status.restartCount ?? 0),
      0,
    ),
    troubles: [
      ...init.map(status =>
        projectTrouble(status, { init: true, sidecar: isSidecar(status) }),
      ),
      ...main.map(status =>
        projectTrouble(status, { init: false, sidecar: false }),
      ),
    ].filter(trouble => trouble !== undefined),
    starting: main
      .filter(({ started }) => started === false)
      .flatMap(projectProgress),
    initializing: init
      .filter(status => !isSidecar(status))
      .flatMap(projectProgress),
  };
}
