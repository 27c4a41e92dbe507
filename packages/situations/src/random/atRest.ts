import {
  Observation,
  PodRecord,
  StatefulSetRecord,
} from 'backstage-plugin-stateful-services-common';
import { SET } from '../situation';
import { isUnschedulable, waitsFor } from '../situations/conditions';

/** True of a pod with which nothing happens any more unless somebody does something. */
function isBroken(pod: PodRecord): boolean {
  return (
    waitsFor('CrashLoopBackOff')(pod) ||
    waitsFor('ImagePullBackOff')(pod) ||
    // Until its claim is bound a pod is unschedulable, too.
    (isUnschedulable(pod) && /selector/.test(pod.unscheduled?.message ?? ''))
  );
}

const ordinalOf = ({ name }: PodRecord) => Number(name.slice(SET.length + 1));

/** Whether an update that nothing blocks has come to its end, as far as the partition lets it. */
function isUpdated(set: StatefulSetRecord, pods: readonly PodRecord[]) {
  const { updateStrategy, status } = set;
  if (updateStrategy.type === 'OnDelete') {
    return true;
  }
  const partition =
    updateStrategy.type === 'RollingUpdate' ? updateStrategy.partition : 0;
  const updated = pods.filter(
    ({ revision }) => revision === status.updateRevision,
  );
  return (
    pods.every(pod => ordinalOf(pod) < partition || updated.includes(pod)) &&
    (updated.length < pods.length ||
      status.currentRevision === status.updateRevision)
  );
}

/**
 * True once a cluster has done what it can: all members serve, or those that do not never will and the controller has
 * counted them.
 *
 * @param sick - ordinal of the member whose readiness was taken away.
 */
export const atRest =
  (sick: number | undefined) =>
  (observation: Observation | undefined): boolean => {
    if (!observation?.pods.read) {
      return false;
    }
    const { statefulSet: set } = observation;
    const { status, replicas } = set;
    const pods = observation.pods.value;
    const ready = pods.filter(pod => pod.ready);
    const isCounted =
      status.observedGeneration === set.generation &&
      status.replicas === pods.length &&
      status.readyReplicas === ready.length &&
      pods.every(({ deletionTimestamp }) => deletionTimestamp === undefined);
    if (!isCounted) {
      return false;
    }
    if (ready.length === pods.length) {
      return pods.length === replicas && isUpdated(set, pods);
    }
    return (
      (set.podManagementPolicy === 'OrderedReady' ||
        pods.length === replicas) &&
      pods.every(pod => pod.ready || isBroken(pod) || ordinalOf(pod) === sick)
    );
  };
