import {
  Assessment,
  assessmentSchema,
} from 'backstage-plugin-stateful-services-common';
import {
  at,
  Facts,
  gatherFacts,
  isGoing,
  isReady,
  isWanted,
  numberAt,
  revisionOf,
} from './facts';
import { Moment } from './judge';

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
  const facts = gatherFacts(moment);
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
