import { z } from 'zod';
import {
  controllerOf,
  metadataSchema,
  ObjectRecord,
  projectMetadata,
} from './metadata';

/** A container that is not simply running. Reason words are the kubelet's, e.g. `CrashLoopBackOff`. */
export interface ContainerTrouble {
  readonly container: string;
  readonly init: boolean;
  readonly waitingReason?: string;
  readonly waitingMessage?: string;
  readonly terminatedReason?: string;
  readonly exitCode?: number;
}

/** A Pod, reduced to what the rules read. */
export interface PodRecord extends ObjectRecord {
  readonly owner?: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
  };
  /** Value of the label `controller-revision-hash`: the name of the ControllerRevision that the pod runs. */
  readonly revision?: string;
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly phaseReason?: string;
  readonly nodeName?: string;
  /** When its deletion was asked for: the deletion timestamp less the grace period. */
  readonly terminatingSince?: string;
  /** When the kubelet took the pod on; absent before. */
  readonly startTime?: string;
  readonly ready: boolean;
  /** Last change of the condition Ready; absent before the kubelet has reported it. */
  readonly readySince?: string;
  /** Why the scheduler has not placed the pod; absent once it is placed. */
  readonly unscheduled?: {
    readonly reason: string;
    readonly message: string;
    readonly since?: string;
  };
  readonly restarts: number;
  readonly troubles: readonly ContainerTrouble[];
  readonly claimNames: readonly string[];
  readonly images: readonly string[];
  readonly finalizers: readonly string[];
}

const terminated = z
  .object({ reason: z.string().nullish(), exitCode: z.number().nullish() })
  .nullish();

const containerStatus = z.object({
  name: z.string(),
  restartCount: z.number().nullish(),
  state: z
    .object({
      waiting: z
        .object({ reason: z.string().nullish(), message: z.string().nullish() })
        .nullish(),
      terminated,
    })
    .nullish(),
  lastState: z.object({ terminated }).nullish(),
});

const schema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    nodeName: z.string().nullish(),
    containers: z.array(z.object({ image: z.string().nullish() })).nullish(),
    volumes: z
      .array(
        z.object({
          persistentVolumeClaim: z.object({ claimName: z.string() }).nullish(),
        }),
      )
      .nullish(),
  }),
  status: z
    .object({
      phase: z
        .enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'])
        .nullish(),
      reason: z.string().nullish(),
      startTime: z.string().nullish(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().nullish(),
            message: z.string().nullish(),
            lastTransitionTime: z.string().nullish(),
          }),
        )
        .nullish(),
      containerStatuses: z.array(containerStatus).nullish(),
      initContainerStatuses: z.array(containerStatus).nullish(),
    })
    .nullish(),
});

type Parsed = z.infer<typeof schema>;
type ContainerStatus = z.infer<typeof containerStatus>;

function projectTrouble(
  status: ContainerStatus,
  init: boolean,
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
    ...(waiting?.reason && { waitingReason: waiting.reason }),
    ...(waiting?.message && { waitingMessage: waiting.message }),
    ...(endedBadly?.reason && { terminatedReason: endedBadly.reason }),
    ...(endedBadly && { exitCode: endedBadly.exitCode ?? undefined }),
  };
}

function projectContainers(
  status: Parsed['status'],
): Pick<PodRecord, 'restarts' | 'troubles'> {
  const init = status?.initContainerStatuses ?? [];
  const main = status?.containerStatuses ?? [];
  return {
    restarts: [...init, ...main].reduce(
      (sum, container) => sum + (container.restartCount ?? 0),
      0,
    ),
    troubles: [
      ...init.map(container => projectTrouble(container, true)),
      ...main.map(container => projectTrouble(container, false)),
    ].filter(trouble => trouble !== undefined),
  };
}

function projectConditions(
  status: Parsed['status'],
): Pick<PodRecord, 'ready' | 'readySince' | 'unscheduled'> {
  const condition = (type: string) =>
    status?.conditions?.find(candidate => candidate.type === type);
  const ready = condition('Ready');
  const scheduled = condition('PodScheduled');
  return {
    ready: ready?.status === 'True',
    ...(ready?.lastTransitionTime && { readySince: ready.lastTransitionTime }),
    ...(scheduled?.status === 'False' && {
      unscheduled: {
        reason: scheduled.reason ?? '',
        message: scheduled.message ?? '',
        ...(scheduled.lastTransitionTime && {
          since: scheduled.lastTransitionTime,
        }),
      },
    }),
  };
}

function terminatingSince(metadata: Parsed['metadata']): string | undefined {
  const end = Date.parse(metadata.deletionTimestamp ?? '');
  return Number.isNaN(end)
    ? undefined
    : new Date(
        end - (metadata.deletionGracePeriodSeconds ?? 0) * 1000,
      ).toISOString();
}

/** @throws ZodError naming the path when the object is not a Pod as v1 describes it. */
export function parsePod(raw: unknown): PodRecord {
  const { metadata, spec, status } = schema.parse(raw);
  const owner = controllerOf(metadata);
  const revision = metadata.labels?.['controller-revision-hash'];
  const terminating = terminatingSince(metadata);
  return {
    ...projectMetadata(metadata),
    ...(owner && { owner }),
    ...(revision && { revision }),
    phase: status?.phase ?? 'Pending',
    ...(status?.reason && { phaseReason: status.reason }),
    ...(spec.nodeName && { nodeName: spec.nodeName }),
    ...(terminating && { terminatingSince: terminating }),
    ...(status?.startTime && { startTime: status.startTime }),
    ...projectConditions(status),
    ...projectContainers(status),
    claimNames: (spec.volumes ?? []).flatMap(
      volume => volume.persistentVolumeClaim?.claimName ?? [],
    ),
    images: (spec.containers ?? []).flatMap(container => container.image ?? []),
    finalizers: metadata.finalizers ?? [],
  };
}
