import {
  Assessment,
  assessmentSchema,
} from 'backstage-plugin-stateful-services-common';
import { isObject, KubernetesObject } from '../cluster/kubernetesObject';
import { SET } from '../situation';
import { Moment } from './judge';

/** A path into a raw object, read without the product's own parsers. */
function at(object: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, field) => (isObject(value) ? value[field] : undefined),
    object,
  );
}

const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : [];

const numberAt = (object: unknown, ...path: readonly string[]): number => {
  const value = at(object, ...path);
  return typeof value === 'number' ? value : 0;
};

function hasCondition(object: unknown, type: string, status: string): boolean {
  return list(at(object, 'status', 'conditions')).some(
    condition =>
      at(condition, 'type') === type && at(condition, 'status') === status,
  );
}

/** The objects around a set, told by the plainest means. */
interface Facts {
  readonly set: KubernetesObject;
  readonly pods: ReadonlyMap<number, KubernetesObject>;
  readonly first: number;
  readonly replicas: number;
  readonly partition: number;
  readonly revision: unknown;
  readonly lostNodes: ReadonlySet<unknown>;
  readonly now: number;
}

function gather({ world, now }: Moment): Facts | undefined {
  const objects = world.all();
  const set = objects.find(
    ({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === SET,
  );
  if (!set) {
    return undefined;
  }
  const owned = objects.filter(
    object =>
      object.kind === 'Pod' &&
      list(at(object, 'metadata', 'ownerReferences')).some(
        owner => at(owner, 'uid') === set.metadata.uid,
      ),
  );
  const rolling = at(set, 'spec', 'updateStrategy', 'type') === 'RollingUpdate';
  return {
    set,
    now,
    pods: new Map(
      owned.map(object => [
        Number(object.metadata.name.split('-').at(-1)),
        object,
      ]),
    ),
    first: numberAt(set, 'spec', 'ordinals', 'start'),
    replicas: numberAt(set, 'spec', 'replicas'),
    partition: rolling
      ? numberAt(set, 'spec', 'updateStrategy', 'rollingUpdate', 'partition')
      : 0,
    revision: at(set, 'status', 'updateRevision'),
    lostNodes: new Set(
      objects
        .filter(
          object =>
            object.kind === 'Node' && hasCondition(object, 'Ready', 'Unknown'),
        )
        .map(({ metadata }) => metadata.name),
    ),
  };
}

const revisionOf = (pod: unknown) =>
  at(pod, 'metadata', 'labels', 'controller-revision-hash');
const isReady = (pod: unknown) => hasCondition(pod, 'Ready', 'True');
const isGoing = (object: unknown) =>
  at(object, 'metadata', 'deletionTimestamp') !== undefined;
const isWanted = ({ first, replicas }: Facts, ordinal: number) =>
  ordinal >= first && ordinal < first + replicas;

/** Whether the objects bear out why a rollout is said to be blocked. */
function isBorneOut(
  facts: Facts,
  {
    reason,
    ordinal = -1,
  }: Extract<Assessment['rollout'], { state: 'Blocked' }>,
): boolean {
  const pod = facts.pods.get(ordinal);
  const offTarget = revisionOf(pod) !== facts.revision;
  switch (reason) {
    case 'TrapDeletePod':
      return pod !== undefined && offTarget && !isReady(pod);
    case 'BadRevision':
      return pod !== undefined && !offTarget && !isReady(pod);
    case 'TerminatingStuck':
      return (
        Date.parse(String(at(pod, 'metadata', 'deletionTimestamp'))) < facts.now
      );
    case 'NodeLost':
      return facts.lostNodes.has(at(pod, 'spec', 'nodeName'));
    case 'NameConflict':
    case 'CreateRefused':
      return pod === undefined;
    case 'ClaimBlocked':
    case 'PredecessorUnhealthy':
    case 'BudgetSpent':
    case 'ScaleDownBlocked':
      return !isReady(pod);
    default:
      return reason satisfies never;
  }
}

function checkRollout(
  facts: Facts,
  { rollout }: Assessment,
): readonly string[] {
  const { set, pods, first, partition, revision } = facts;
  const old = [...pods].filter(
    ([ordinal, pod]) =>
      isWanted(facts, ordinal) &&
      ordinal >= first + partition &&
      revisionOf(pod) !== revision,
  );
  const seen = numberAt(set, 'status', 'observedGeneration');
  const condemned = [...pods.keys()].filter(
    ordinal => !isWanted(facts, ordinal),
  );
  return [
    ...((rollout.state === 'Deleting') === isGoing(set)
      ? []
      : [
          `${rollout.state} although the set is${isGoing(set) ? '' : ' not'} being deleted`,
        ]),
    ...((rollout.state === 'NotObserved') ===
    (!isGoing(set) && seen < numberAt(set, 'metadata', 'generation'))
      ? []
      : [`${rollout.state} although generation ${seen} was observed`]),
    ...(rollout.state === 'Complete' && old.length > 0
      ? ['Complete although a member is off target']
      : []),
    ...(['Complete', 'ScaledToZero'].includes(rollout.state) &&
    condemned.length > 0
      ? [`${rollout.state} although a pod is to go`]
      : []),
    ...(rollout.state === 'ScaledToZero' && facts.replicas > 0
      ? ['ScaledToZero although members are wanted']
      : []),
    ...(rollout.state === 'Blocked' && !isBorneOut(facts, rollout)
      ? [
          `Blocked by ${rollout.reason} ${rollout.ordinal}, which the objects do not bear out`,
        ]
      : []),
  ];
}

function checkCounts(facts: Facts, assessment: Assessment): readonly string[] {
  const { availability, members, replicas } = assessment;
  const serving = [...facts.pods].filter(
    ([ordinal, pod]) =>
      isWanted(facts, ordinal) &&
      isReady(pod) &&
      !isGoing(pod) &&
      !facts.lostNodes.has(at(pod, 'spec', 'nodeName')),
  ).length;
  const ordinals = new Set([
    ...facts.pods.keys(),
    ...Array.from(
      { length: facts.replicas },
      (_, index) => facts.first + index,
    ),
  ]);
  return [
    ...(availability.ready === serving
      ? []
      : [`${availability.ready} ready, and ${serving} are`]),
    ...(availability.available <= availability.ready &&
    replicas === facts.replicas
      ? []
      : ['more available than ready, or other replicas than wanted']),
    ...(members.length === ordinals.size
      ? []
      : [`${members.length} members, and there are ${ordinals.size}`]),
  ];
}

/** What a judgement says that must never be said, by a plain recount that shares no code with it. */
export function brokenInvariants(moment: Moment): readonly string[] {
  const facts = gather(moment);
  const { assessment } = moment;
  const { success } = assessmentSchema.safeParse(assessment);
  const sentences = [assessment.headline, assessment.nextStep ?? ''].concat(
    assessment.findings.map(({ title }) => title),
  );
  return [
    ...(facts ? checkRollout(facts, assessment) : ['judged without a set']),
    ...(facts ? checkCounts(facts, assessment) : []),
    ...(success ? [] : ['not as the contract says']),
    ...sentences.filter(text => /undefined|NaN|Invalid|\[object/.test(text)),
    ...assessment.findings
      .filter(({ evidence }) => evidence.length === 0)
      .map(({ id }) => `${id} without evidence`),
  ];
}
