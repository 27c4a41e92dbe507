import { isReady, isTerminating, Pod } from '../../kinds/pod';
import { StatefulSet, StatefulSetStatus } from '../../kinds/statefulSet';
import { availableInMs } from './members';
import { revisionOf } from './podIdentity';
import { Revisions } from './revisions';

function omitZero(counts: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(counts).filter(([, count]) => count !== 0),
  );
}

/**
 * The counts and revisions that the controller reports.
 *
 * @remarks Counts of zero are left out except for replicas and availableReplicas. The current revision moves only when
 * every member is updated and ready, and never with OnDelete (1.36).
 */
export function statusOf(
  set: StatefulSet,
  { current, update }: Revisions,
  pods: readonly Pod[],
  nowMs: number,
): StatefulSetStatus {
  const staying = pods.filter(pod => !isTerminating(pod));
  const runs = (revision: string) =>
    staying.filter(pod => revisionOf(pod) === revision).length;
  const ready = pods.filter(isReady).length;
  const updated = runs(update.metadata.name);
  const promoted =
    set.spec.updateStrategy.type === 'RollingUpdate' &&
    [updated, ready, pods.length].every(count => count === set.spec.replicas);
  const running = promoted ? update : current;
  return {
    replicas: pods.length,
    availableReplicas: pods.filter(pod => availableInMs(set, pod, nowMs) === 0)
      .length,
    ...omitZero({
      observedGeneration: set.metadata.generation ?? 0,
      readyReplicas: ready,
      currentReplicas: promoted ? updated : runs(current.metadata.name),
      updatedReplicas: updated,
    }),
    currentRevision: running.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount: set.status?.collisionCount ?? 0,
  };
}
