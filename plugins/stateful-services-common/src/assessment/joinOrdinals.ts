import { selectsLabels } from '../kubernetes/labelSelector';
import { PodRecord } from '../kubernetes/pod';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { Observation } from '../observation/observation';
import { judgeMember } from './judgeMember';
import { Ordinal, OrdinalClaim } from './ordinal';

/** True when nothing controls the pod and the set selects it, so that the controller takes it over in a moment. */
function isUpForAdoption(
  { owner, labels, deletionTimestamp }: PodRecord,
  { selector }: StatefulSetRecord,
): boolean {
  return (
    !owner &&
    !deletionTimestamp &&
    selector !== undefined &&
    selectsLabels(selector, labels)
  );
}

/** The ordinal in a pod's name, or undefined when the name is not one that the set gives. */
export function ordinalOf(
  podName: string,
  setName: string,
): number | undefined {
  const suffix = podName.startsWith(`${setName}-`)
    ? podName.slice(setName.length + 1)
    : '';
  return /^(0|[1-9]\d*)$/.test(suffix) ? Number(suffix) : undefined;
}

interface PodsByOrdinal {
  readonly own: ReadonlyMap<number, PodRecord>;
  readonly foreign: ReadonlyMap<number, PodRecord>;
}

function indexPods(observation: Observation): PodsByOrdinal {
  const own = new Map<number, PodRecord>();
  const foreign = new Map<number, PodRecord>();
  const set = observation.statefulSet;
  for (const pod of observation.pods.read ? observation.pods.value : []) {
    const ordinal = ordinalOf(pod.name, set.name);
    if (ordinal !== undefined && !isUpForAdoption(pod, set)) {
      (pod.owner?.uid === set.uid ? own : foreign).set(ordinal, pod);
    }
  }
  return { own, foreign };
}

function wantedOrdinals(set: StatefulSetRecord): readonly number[] {
  return Array.from(
    { length: set.replicas },
    (_, index) => set.startOrdinal + index,
  );
}

function joinClaims(
  observation: Observation,
  ordinal: number,
): readonly OrdinalClaim[] {
  const { statefulSet, claims, volumes, volumeUsage } = observation;
  return statefulSet.volumeClaimTemplates.map(template => {
    const name = `${template.name}-${statefulSet.name}-${ordinal}`;
    const claim = claims.read
      ? claims.value.find(candidate => candidate.name === name)
      : undefined;
    const volume =
      claim && volumes.read
        ? volumes.value.find(candidate => candidate.claimUid === claim.uid)
        : undefined;
    const usage = volumeUsage.read
      ? volumeUsage.value.find(candidate => candidate.claimName === name)
      : undefined;
    return {
      template: template.name,
      name,
      ...(claim && { claim }),
      ...(volume && { volume }),
      ...(usage &&
        usage.capacityBytes > 0 && {
          usedBytes: usage.usedBytes,
          usedRatio: usage.usedBytes / usage.capacityBytes,
        }),
    };
  });
}

/**
 * Joins pods, claims, volumes and nodes by ordinal: the wanted ordinals and those of pods that are to go.
 * Pods belong by owner uid, never by label alone.
 */
export function joinOrdinals(input: {
  readonly observation: Observation;
  readonly partition: number;
  readonly now: number;
}): readonly Ordinal[] {
  const { observation, partition, now } = input;
  const set = observation.statefulSet;
  if (!observation.pods.read) {
    return [];
  }
  const { own, foreign } = indexPods(observation);
  const wanted = new Set(wantedOrdinals(set));
  const all = [...new Set([...wanted, ...own.keys()])].sort((a, b) => a - b);
  return all.map(ordinal => {
    const pod = own.get(ordinal);
    const foreignPod = wanted.has(ordinal) ? foreign.get(ordinal) : undefined;
    const node =
      pod?.nodeName && observation.nodes.read
        ? observation.nodes.value.find(({ name }) => name === pod.nodeName)
        : undefined;
    return {
      ordinal,
      podName: `${set.name}-${ordinal}`,
      wanted: wanted.has(ordinal),
      heldByPartition: ordinal < set.startOrdinal + partition,
      ...(pod && { pod }),
      ...(foreignPod && { foreignPod }),
      ...(node && { node }),
      onUpdateRevision:
        pod !== undefined &&
        [pod.revision, ''].includes(set.status.updateRevision),
      claims: joinClaims(observation, ordinal),
      ...judgeMember({ set, now, pod, foreignPod, node }),
    };
  });
}
