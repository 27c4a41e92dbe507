import { ANNOTATION_QUORUM } from '../contract/annotations';
import { Rollout } from '../contract/assessment';
import { carriesLabels, selectsLabels } from '../kubernetes/labelSelector';
import { PodDisruptionBudgetRecord } from '../kubernetes/podDisruptionBudget';
import { ServiceRecord } from '../kubernetes/service';
import { StatefulSetRecord } from '../kubernetes/statefulSet';
import { Observation, Reading } from '../observation/observation';
import { ReadAcknowledgement, readAcknowledgements } from './acknowledgements';
import { joinOrdinals } from './joinOrdinals';
import { FoundClaim, hasPod, isFound, Member, Ordinal } from './ordinal';

/** An observation joined by ordinal: what the axes and the rules are asked about. */
export interface Situation {
  readonly observation: Observation;
  readonly set: StatefulSetRecord;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Ascending. */
  readonly ordinals: readonly Ordinal[];
  /** The ordinals that have a pod. */
  readonly members: readonly Member[];
  /** The claims that exist, by ordinal. */
  readonly claims: readonly {
    readonly found: FoundClaim;
    readonly ordinal: Ordinal;
  }[];
  /** Budgets that select the members, by name; none when they could not be read. */
  readonly budgets: readonly PodDisruptionBudgetRecord[];
  /** The governing Service and those that select the members, by name; none when they could not be read. */
  readonly services: readonly ServiceRecord[];
  /** Clamped to 0..replicas; 0 unless RollingUpdate. */
  readonly partition: number;
  /** How many ready members writing needs; absent when no majority is needed. */
  readonly quorum?: number;
  /** What the annotations of the set acknowledge. */
  readonly acknowledgements: readonly ReadAcknowledgement[];
}

/** A situation of which is known how far the wanted state has been applied: what the rules are asked about. */
export interface JudgedSituation extends Situation {
  readonly rollout: Rollout;
}

/** Servers that accept writes only while a majority of their members is up, by the last part of the image's name. */
const QUORUM_IMAGES: ReadonlySet<string> = new Set([
  'consul',
  'etcd',
  'zookeeper',
]);

function imageName(image: string): string {
  const path = image.split('@')[0] ?? image;
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.split(':')[0] ?? last;
}

function quorumOf(set: StatefulSetRecord): number | undefined {
  const declared = set.annotations[ANNOTATION_QUORUM];
  const needsMajority = declared
    ? declared === 'majority'
    : set.images.some(image => QUORUM_IMAGES.has(imageName(image)));
  return needsMajority && set.replicas > 0
    ? Math.floor(set.replicas / 2) + 1
    : undefined;
}

/** The partition as the controller applies it: an index relative to the start ordinal, never past the replicas. */
export function effectivePartition(set: StatefulSetRecord): number {
  return set.updateStrategy.type === 'RollingUpdate'
    ? Math.min(Math.max(set.updateStrategy.partition, 0), set.replicas)
    : 0;
}

/** What was read, or nothing. Only for those who have made sure that it was read, or for whom nothing will do. */
export function readOrEmpty<T>(reading: Reading<readonly T[]>): readonly T[] {
  return reading.read ? reading.value : [];
}

function budgetsOf(
  observation: Observation,
): readonly PodDisruptionBudgetRecord[] {
  const { templateLabels } = observation.statefulSet;
  return readOrEmpty(observation.podDisruptionBudgets)
    .filter(
      ({ selector }) => selector && selectsLabels(selector, templateLabels),
    )
    .sort(byName);
}

/** True when the Service leads to the members; one without a selector leads to none. */
export function selectsMembers(
  { selector }: ServiceRecord,
  { templateLabels }: StatefulSetRecord,
): boolean {
  return (
    Object.keys(selector).length > 0 && carriesLabels(templateLabels, selector)
  );
}

function servicesOf(observation: Observation): readonly ServiceRecord[] {
  const set = observation.statefulSet;
  return readOrEmpty(observation.services)
    .filter(
      service =>
        service.name === set.serviceName || selectsMembers(service, set),
    )
    .sort(byName);
}

export function describeSituation(
  observation: Observation,
  now: number,
): Situation {
  const set = observation.statefulSet;
  const partition = effectivePartition(set);
  const quorum = quorumOf(set);
  const ordinals = joinOrdinals({ observation, partition, now });
  return {
    observation,
    set,
    now,
    partition,
    ordinals,
    members: ordinals.filter(hasPod),
    // A namespace may hold hundreds of both, so they are gone through once and not by each rule.
    budgets: budgetsOf(observation),
    services: servicesOf(observation),
    claims: ordinals.flatMap(ordinal =>
      ordinal.claims.filter(isFound).map(found => ({ found, ordinal })),
    ),
    ...(quorum !== undefined && { quorum }),
    acknowledgements: readAcknowledgements(set),
  };
}

/** Orders by name, so that nothing depends on the order in which objects were read. */
export function byName(
  a: { readonly name: string },
  b: { readonly name: string },
): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
