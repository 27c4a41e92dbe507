import { Condition } from '../kinds/metadata';
import { ContainerStatus, Pod, PodStatus } from '../kinds/pod';
import { timestamp } from '../store/clock';
import { PodStage } from './podStage';

function containerState(
  stage: PodStage,
  image: string,
  startedAt: string,
): Pick<ContainerStatus, 'state' | 'lastState' | 'restartCount' | 'ready'> {
  const idle = { restartCount: 0, ready: false, lastState: {} };
  switch (stage.kind) {
    case 'creating':
      return { ...idle, state: { waiting: { reason: 'ContainerCreating' } } };
    case 'pulling':
      return {
        ...idle,
        state: {
          waiting: {
            reason: 'ImagePullBackOff',
            message: `Back-off pulling image "${image}": ErrImagePull: not found`,
          },
        },
      };
    case 'running':
      return { ...idle, ready: stage.ready, state: { running: { startedAt } } };
    case 'backOff':
      return {
        ready: false,
        restartCount: stage.restarts,
        state: {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: 'back-off restarting failed container',
          },
        },
        lastState: {
          terminated: {
            exitCode: stage.exitCode,
            reason: stage.reason,
            startedAt,
            finishedAt: startedAt,
          },
        },
      };
    default:
      return stage satisfies never;
  }
}

/** Replaces conditions by type; the time of one that keeps its status stays. */
export function withConditions(
  before: readonly Condition[] | undefined,
  changes: readonly Condition[],
  now: string,
): Condition[] {
  const changed = changes.map(change => {
    const old = before?.find(({ type }) => type === change.type);
    return {
      ...change,
      lastTransitionTime:
        old?.status === change.status ? (old.lastTransitionTime ?? now) : now,
    };
  });
  const kept = (before ?? []).filter(
    ({ type }) => !changes.some(change => change.type === type),
  );
  return [...kept, ...changed];
}

function readiness(ready: boolean): Condition[] {
  const unready = {
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status',
  };
  const value = ready ? { status: 'True' } : unready;
  return [
    { type: 'Initialized', status: 'True' },
    { type: 'ContainersReady', ...value },
    { type: 'Ready', ...value },
  ];
}

/** What the kubelet reports of a pod at a stage. */
export function podStatusAt(
  pod: Pod,
  stage: PodStage,
  nowMs: number,
): PodStatus {
  const now = timestamp(nowMs);
  const waits = stage.kind === 'creating' || stage.kind === 'pulling';
  const ready = stage.kind === 'running' && stage.ready;
  return {
    ...pod.status,
    phase: waits ? 'Pending' : 'Running',
    startTime: pod.status?.startTime ?? now,
    ...(!waits && { podIP: podIpOf(pod), hostIP: '10.0.0.1' }),
    conditions: withConditions(pod.status?.conditions, readiness(ready), now),
    containerStatuses: pod.spec.containers.map(({ name, image }) => ({
      name,
      image,
      imageID: '',
      ...containerState(stage, image, now),
    })),
  };
}

/** Stable for the life of a pod: two bytes of its uid. */
function podIpOf({ metadata }: Pod): string {
  const bytes = Buffer.from(metadata.uid.slice(0, 4), 'hex');
  return `10.244.${bytes[0] ?? 0}.${bytes[1] ?? 0}`;
}
