import { isReady, isTerminating, Pod } from '../../kinds/pod';
import { StatefulSet } from '../../kinds/statefulSet';
import { controllerOf } from '../../kinds/metadata';
import { ControlContext } from '../controller';
import { podOrdinal, startOrdinalOf } from './podIdentity';

/** The pods of a set: by wanted ordinal (a gap where one is missing), and those outside the range, highest first. */
export interface Members {
  readonly all: readonly Pod[];
  readonly wanted: readonly { readonly ordinal: number; readonly pod?: Pod }[];
  readonly condemned: readonly Pod[];
}

export function readMembers(
  { store }: ControlContext,
  set: StatefulSet,
): Members {
  const all = store
    .list('pods', set.metadata.namespace)
    .filter(
      pod =>
        controllerOf(pod)?.uid === set.metadata.uid &&
        podOrdinal(set, pod) >= 0,
    );
  const start = startOrdinalOf(set);
  const wanted = Array.from({ length: set.spec.replicas }, (_, index) => {
    const ordinal = start + index;
    const pod = all.find(candidate => podOrdinal(set, candidate) === ordinal);
    return { ordinal, ...(pod && { pod }) };
  });
  const condemned = all
    .filter(pod => !wanted.some(member => member.pod === pod))
    .sort((a, b) => podOrdinal(set, b) - podOrdinal(set, a));
  return { all, wanted, condemned };
}

/** Milliseconds until a ready pod has been ready for minReadySeconds; 0 when it has, undefined when it is not ready. */
export function availableInMs(
  set: StatefulSet,
  pod: Pod,
  nowMs: number,
): number | undefined {
  if (!isReady(pod)) {
    return undefined;
  }
  const since = pod.status?.conditions?.find(
    ({ type }) => type === 'Ready',
  )?.lastTransitionTime;
  const readyMs = since ? Date.parse(since) : nowMs;
  return Math.max(0, readyMs + (set.spec.minReadySeconds ?? 0) * 1000 - nowMs);
}

/** Ready for long enough and not on its way out: what the next step waits for. */
export function isServing(
  set: StatefulSet,
  pod: Pod | undefined,
  nowMs: number,
): pod is Pod {
  return (
    pod !== undefined &&
    !isTerminating(pod) &&
    availableInMs(set, pod, nowMs) === 0
  );
}
