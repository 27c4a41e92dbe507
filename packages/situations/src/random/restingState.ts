import { Assessment } from 'backstage-plugin-stateful-services-common';
import { at, Facts, isReady, isWanted, revisionOf } from '../judging/facts';
import { nameFinding, nameState } from '../judging/judge';
import { ALWAYS_FOUND } from '../situation';

/** Findings that depend on which nodes the scheduler happened to choose, or on how busy a controller is. */
const BY_CHANCE = /^(ha\.|pdb\.stale)/;

const revisionNameOf = (facts: Facts, pod: unknown) => {
  const revision = revisionOf(pod);
  const current = at(facts.set, 'status', 'currentRevision');
  return [
    ...(revision === facts.revision ? ['update'] : []),
    ...(revision === current ? ['current'] : []),
  ].join(' and ');
};

/** The state of a set at rest and what is said of it, in lines that are the same on every cluster. */
export function renderRest(
  facts: Facts,
  assessment: Assessment,
): readonly string[] {
  const { set, pods } = facts;
  const status = [
    'replicas',
    'readyReplicas',
    'availableReplicas',
    'updatedReplicas',
    'currentReplicas',
  ].map(field => `${field} ${at(set, 'status', field) ?? 0}`);
  const findings = assessment.findings
    .filter(({ id }) => !ALWAYS_FOUND.includes(id) && !BY_CHANCE.test(id))
    .map(finding => `${finding.severity} ${nameFinding(finding)}`);
  return [
    `  ${status.join(', ')}`,
    ...[...pods]
      .sort(([a], [b]) => a - b)
      .map(
        ([ordinal, pod]) =>
          `  pod ${ordinal}: ${isReady(pod) ? 'ready' : 'not ready'}, revision ${revisionNameOf(facts, pod) || 'of neither kind'}`,
      ),
    `  told: ${nameState(assessment.rollout)}, ${assessment.availability.state}, ${findings.sort().join(', ') || 'nothing found'}`,
  ];
}

const imageOf = (pod: unknown): string => {
  const containers = at(pod, 'spec', 'containers');
  return String(
    at(Array.isArray(containers) ? containers[0] : undefined, 'image'),
  );
};

const canNeverRun = (pod: unknown) =>
  /crash-loop|cannot-pull/.test(imageOf(pod)) ||
  at(pod, 'spec', 'nodeSelector', 'situations.example/nowhere') !== undefined;

/** What is to be said of a set that nothing is wrong with. */
function stateAtPeace(facts: Facts): string {
  const { set, replicas, partition, pods, revision } = facts;
  const old = [...pods.values()].filter(pod => revisionOf(pod) !== revision);
  if (replicas === 0) {
    return 'ScaledToZero';
  }
  if (old.length === 0) {
    return 'Complete';
  }
  if (at(set, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return 'PendingManual';
  }
  return partition >= replicas ? 'StagedNone' : 'Staged';
}

/** What may be said of a set at rest, told from the objects alone. */
function statesAtRest(facts: Facts): readonly string[] {
  const { set, pods, first, partition, replicas, revision } = facts;
  const away = [...pods]
    .filter(([, pod]) => !isReady(pod))
    .sort(([a], [b]) => a - b);
  const [lowest] = away;
  const isWhole =
    pods.size === replicas &&
    [...pods.keys()].every(ordinal => isWanted(facts, ordinal));
  if (!lowest) {
    return isWhole ? [stateAtPeace(facts)] : [];
  }
  const [ordinal, pod] = lowest;
  const isOrdered = at(set, 'spec', 'podManagementPolicy') === 'OrderedReady';
  const isUpdated = revisionOf(pod) === revision;
  if (!canNeverRun(pod)) {
    // It served and does no more, which matters to the rollout only when the controller waits for it.
    return [isWhole ? stateAtPeace(facts) : `Stalled ${ordinal}`];
  }
  // With OnDelete, or below the partition of a parallel set, nobody replaces a broken pod and nobody waits for it.
  const isOnDelete = at(set, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  const isLeftAlone = away.every(
    ([other, member]) =>
      revisionOf(member) !== revision &&
      (isOnDelete || (!isOrdered && other < first + partition)),
  );
  if (isWhole && isLeftAlone) {
    return [stateAtPeace(facts)];
  }
  if (isOrdered && isUpdated) {
    return [
      `Blocked ${isWhole || pods.size < replicas ? 'BadRevision' : 'ScaleDownBlocked'} ${ordinal}`,
    ];
  }
  if (isOrdered && ordinal >= first + partition && !isOnDelete) {
    return [`Blocked TrapDeletePod ${ordinal}`];
  }
  return away.flatMap(([other]) =>
    ['BadRevision', 'PredecessorUnhealthy', 'ScaleDownBlocked'].map(
      reason => `Blocked ${reason} ${other}`,
    ),
  );
}

/** What is wrong with the judgement of a set at rest. */
export function complaintsAtRest(
  facts: Facts,
  { rollout }: Assessment,
): readonly string[] {
  const told = nameState(rollout);
  const right = statesAtRest(facts);
  return right.includes(told)
    ? []
    : [`said ${told} at rest, not ${right.join(' or ')}`];
}
