import {
  Assessment,
  Observation,
  PodRecord,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import {
  FindingTrace,
  findingKey,
  Replacement,
  RolloutTrace,
  SetTrace,
  WantedState,
} from './setTrace';

interface Look {
  readonly now: number;
  readonly before?: SetTrace;
}

function milliseconds(timestamp: string | undefined): number | undefined {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function wantedState(set: StatefulSetRecord): WantedState {
  return {
    generation: set.generation,
    revision: set.status.updateRevision,
    images: set.images,
    replicas: set.replicas,
  };
}

/** When a pod that is ready became or becomes available; undefined while that lies ahead. */
function availableAt(
  pod: PodRecord,
  set: StatefulSetRecord,
  now: number,
): number | undefined {
  const readySince = pod.ready ? milliseconds(pod.readySince) : undefined;
  const available =
    readySince === undefined
      ? undefined
      : readySince + set.minReadySeconds * 1000;
  return available !== undefined && available <= now ? available : undefined;
}

function replacementBy(
  pod: PodRecord,
  set: StatefulSetRecord,
  now: number,
): Replacement {
  if (pod.revision !== set.status.updateRevision) {
    const stopAskedAt = milliseconds(pod.terminatingSince);
    return stopAskedAt === undefined ? {} : { stopAskedAt };
  }
  const createdAt = milliseconds(pod.creationTimestamp);
  const available = availableAt(pod, set, now);
  return {
    ...(createdAt !== undefined && { createdAt }),
    ...(available !== undefined && { availableAt: available }),
  };
}

/** What can be told of each member's replacement from the pods that the set has now, by ordinal. */
function traceReplacements(
  { statefulSet: set, pods }: Observation,
  { members }: Assessment,
  now: number,
): ReadonlyMap<number, Replacement> {
  const own = new Map(
    (pods.read ? pods.value : [])
      .filter(({ owner }) => owner?.uid === set.uid)
      .map(pod => [pod.name, pod]),
  );
  return new Map(
    members
      .filter(
        ({ condemned, heldByPartition }) => !condemned && !heldByPartition,
      )
      .flatMap(({ ordinal, podName }) => {
        const pod = own.get(podName);
        return pod ? [[ordinal, replacementBy(pod, set, now)]] : [];
      }),
  );
}

/**
 * A member that is away is part of a rollout that goes on, and not the sign of one: then it restarts for another reason. The
 * controller records a rollout as complete before minReadySeconds are over, so that its status does not tell which.
 */
function isOutstanding({ members }: Assessment, goesOn: boolean): boolean {
  return members.some(
    ({ condemned, heldByPartition, revisionState, state }) =>
      !condemned &&
      !heldByPartition &&
      (revisionState === 'old' || (goesOn && state !== 'available')),
  );
}

/**
 * The rollout of the wanted revision. It began when the set was last written, as the API server's clock says, so that every
 * replica says the same; where the server does not tell, when the first pod was touched.
 */
function traceRollout(
  observation: Observation,
  assessment: Assessment,
  { now, before }: Look,
): RolloutTrace {
  const set = observation.statefulSet;
  const { currentRevision, updateRevision } = set.status;
  const goesOn =
    currentRevision !== updateRevision ||
    (before !== undefined &&
      (before.wanted.revision !== updateRevision ||
        before.rollout.outstanding));
  const replacements = traceReplacements(observation, assessment, now);
  const touched = [...replacements.values()].flatMap(
    ({ stopAskedAt, createdAt }) => stopAskedAt ?? createdAt ?? [],
  );
  const startedAt = milliseconds(set.changedAt) ?? Math.min(now, ...touched);
  return {
    revision: set.status.updateRevision,
    generation: set.generation,
    startedAt,
    outstanding: isOutstanding(assessment, goesOn),
    replacements,
  };
}

/** What somebody has decided to live with is there all the same. */
function traceFindings({
  findings,
  acknowledged,
}: Assessment): ReadonlyMap<string, FindingTrace> {
  return new Map(
    [...findings, ...acknowledged]
      .filter(({ severity }) => severity !== 'info')
      .map(({ id, ordinal, severity, title }) => {
        const finding: FindingTrace = {
          rule: id,
          severity,
          title,
          ...(ordinal !== undefined && { ordinal }),
        };
        return [findingKey(finding), finding];
      }),
  );
}

/** What history follows of a set, from what is known of it now and what was known of it before. */
export function traceSet(
  observation: Observation,
  assessment: Assessment,
  look: Look,
): SetTrace {
  const { cluster, statefulSet: set } = observation;
  return {
    cluster,
    setUid: set.uid,
    namespace: set.namespace,
    name: set.name,
    wanted: wantedState(set),
    rollout: traceRollout(observation, assessment, look),
    findings: traceFindings(assessment),
  };
}
