import {
  Observation,
  PersistentVolumeClaimRecord,
  PodRecord,
} from 'backstage-plugin-stateful-services-common';
import { SET } from '../situation';

type Condition = (observation: Observation | undefined) => boolean;

const podsOf = (observation: Observation): readonly PodRecord[] =>
  observation.pods.read
    ? observation.pods.value.filter(
        ({ owner }) => owner?.uid === observation.statefulSet.uid,
      )
    : [];

/** The controller has looked at the latest change. */
export const observed: Condition = observation =>
  observation !== undefined &&
  observation.statefulSet.status.observedGeneration ===
    observation.statefulSet.generation;

/** So many pods, all ready, and the controller says so. */
export const ready =
  (replicas: number): Condition =>
  observation => {
    if (!observation || !observed(observation)) {
      return false;
    }
    const { status } = observation.statefulSet;
    const pods = podsOf(observation);
    return (
      status.replicas === replicas &&
      status.availableReplicas === replicas &&
      pods.length === replicas &&
      pods.every(pod => pod.ready && !pod.deletionTimestamp)
    );
  };

/** The same, and all run the update revision, which the controller has recorded. */
export const complete =
  (replicas: number): Condition =>
  observation =>
    observation !== undefined &&
    ready(replicas)(observation) &&
    observation.statefulSet.status.currentRevision ===
      observation.statefulSet.status.updateRevision &&
    podsOf(observation).every(
      ({ revision }) =>
        revision === observation.statefulSet.status.updateRevision,
    );

/** So many members are ready and run the update revision, of so many ready ones in all. */
export const updated =
  (members: number, replicas: number): Condition =>
  observation =>
    observation !== undefined &&
    ready(replicas)(observation) &&
    podsOf(observation).filter(
      ({ revision }) =>
        revision === observation.statefulSet.status.updateRevision,
    ).length === members;

/** The pod of an ordinal is there and like that. */
export const pod =
  (ordinal: number, is: (pod: PodRecord) => boolean): Condition =>
  observation =>
    observation !== undefined &&
    podsOf(observation).some(
      candidate => candidate.name === `${SET}-${ordinal}` && is(candidate),
    );

export const waitsFor =
  (reason: string) =>
  ({ troubles }: PodRecord): boolean =>
    troubles.some(({ waitingReason }) => waitingReason === reason);

export const isUnschedulable = ({ unscheduled }: PodRecord): boolean =>
  unscheduled?.reason === 'Unschedulable';

/** The API server has refused a pod of the set, and an event says so. */
export const refused: Condition = observation =>
  observation?.events.read === true &&
  observation.events.value.some(({ reason }) => reason === 'FailedCreate');

/** The claim of an ordinal is there and like that. */
export const claim =
  (
    ordinal: number,
    is: (claim: PersistentVolumeClaimRecord) => boolean,
  ): Condition =>
  observation =>
    observation?.claims.read === true &&
    observation.claims.value.some(
      candidate => candidate.name === `data-${SET}-${ordinal}` && is(candidate),
    );

export const gone: Condition = observation => observation === undefined;

export const both =
  (...conditions: readonly Condition[]): Condition =>
  observation =>
    conditions.every(holds => holds(observation));
