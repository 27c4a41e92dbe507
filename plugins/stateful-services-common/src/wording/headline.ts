import { isExpanding } from '../assessment/storage/assessStorage';
import { Ordinal } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { Assessment, Rollout } from '../contract/assessment';
import { Finding } from '../contract/finding';
import { countMembers, describeMember, partRuns } from './members';
import { describeTimeLeft } from './duration';
import { shortRevision } from './revision';

type Axes = Pick<Assessment, 'rollout' | 'availability' | 'storage'>;

function memberAt(
  { ordinals }: Situation,
  ordinal: number | undefined,
): Ordinal | undefined {
  return ordinals.find(candidate => candidate.ordinal === ordinal);
}

/** `, redis-1 is starting (40 s)`, or nothing when no member is named. */
function andMember(situation: Situation, ordinal: number | undefined): string {
  const member = memberAt(situation, ordinal);
  return member ? `, ${describeMember(member, situation.now)}` : '';
}

function describeStalled(
  situation: Situation,
  { updated, target, ordinal }: Extract<Rollout, { state: 'Stalled' }>,
): string {
  const member = memberAt(situation, ordinal);
  const whom =
    member?.state === 'missing'
      ? `, ${member.podName} has not been created`
      : andMember(situation, ordinal);
  return `No progress: ${updated} of ${countMembers(target)} updated${whom}.`;
}

function andTimeLeft({
  secondsLeft,
}: Extract<Rollout, { state: 'RollingOut' }>): string {
  return secondsLeft === undefined ? '' : `; ${describeTimeLeft(secondsLeft)}`;
}

function describeBlocked(
  situation: Situation,
  rollout: Extract<Rollout, { state: 'Blocked' }>,
  findings: readonly Finding[],
): string {
  const member = memberAt(situation, rollout.ordinal);
  const cause = findings.find(
    ({ ordinal, severity }) =>
      ordinal === rollout.ordinal && severity !== 'info',
  );
  const sentence =
    cause?.title ??
    (member ? `${describeMember(member, situation.now)}.` : 'nothing moves.');
  return `Stuck: ${sentence}`;
}

function describeStarting(situation: Situation): string {
  const { set, ordinals, now } = situation;
  const ready = ordinals.filter(ordinal => ordinal.available).length;
  const next = ordinals.find(({ wanted, available }) => wanted && !available);
  const detail = next ? `, ${describeMember(next, now)}` : '';
  return `Starting: ${ready} of ${countMembers(set.replicas)} ready${detail}.`;
}

/** Complete, as far as the rollout goes: what is left to say is about availability and storage. */
function describeApplied(
  situation: Situation,
  { availability }: Axes,
  revision: string,
): string {
  const { set, ordinals, now } = situation;
  const away = ordinals.find(({ wanted, available }) => wanted && !available);
  if (!away) {
    return set.replicas === 1
      ? `The only member runs ${revision} and is ready.`
      : `All ${countMembers(set.replicas)} run ${revision} and are ready.`;
  }
  return `${availability.ready} of ${countMembers(set.replicas)} ready: ${describeMember(away, now)}.`;
}

function describeRollout(
  situation: Situation,
  axes: Axes,
  findings: readonly Finding[],
): string {
  const { rollout } = axes;
  const { set } = situation;
  const revision = shortRevision(set.status.updateRevision);
  switch (rollout.state) {
    case 'Unknown':
      return `The state is not known: ${rollout.reason}`;
    case 'Deleting':
      return `${set.name} is being deleted.`;
    case 'NotObserved':
      return 'Kubernetes has not looked at the latest change yet.';
    case 'Blocked':
      return describeBlocked(situation, rollout, findings);
    case 'Stalled':
      return describeStalled(situation, rollout);
    case 'Recreating':
      return `All members are being replaced by ${revision}: ${rollout.updated} of ${rollout.target} are back.`;
    case 'ScalingDown':
      return `Scaling down to ${set.replicas}: ${countMembers(rollout.condemned)} still to go.`;
    case 'ScalingUp':
      return describeStarting(situation);
    case 'RollingOut':
      return `Rolling out ${revision}: ${rollout.updated} of ${countMembers(rollout.target)} updated${andMember(situation, rollout.ordinal)}${andTimeLeft(rollout)}.`;
    case 'Settling':
      return rollout.secondsLeft === undefined
        ? `All ${countMembers(rollout.target)} run ${revision} and are ready; Kubernetes is about to record it.`
        : `All members run ${revision}; the last one has to stay ready for ${rollout.secondsLeft} s more.`;
    case 'PendingManual':
      return `${partRuns(rollout.pending, set.replicas, 'still ')} an old revision: this set updates a member only when its pod is deleted.`;
    case 'StagedNone':
      return `Nothing is rolled out: partition ${rollout.partition} is not below ${countMembers(set.replicas)}, so ${revision} runs nowhere.`;
    case 'Staged':
      return `${partRuns(set.replicas - rollout.held, set.replicas)} ${revision}; the partition holds the other ${rollout.held} back on purpose.`;
    case 'ScaledToZero':
      return 'Scaled to zero: no member is wanted, and none runs.';
    case 'Complete':
      return describeApplied(situation, axes, revision);
    default:
      return rollout satisfies never;
  }
}

function describeStorage(situation: Situation, { storage }: Axes): string {
  switch (storage.state) {
    case 'Filling':
      return storage.fullest
        ? ` The volume of ${situation.set.name}-${storage.fullest.ordinal} is ${Math.floor(storage.fullest.usedRatio * 100)} % full.`
        : '';
    case 'Expanding': {
      const expanding = situation.ordinals
        .flatMap(({ claims }) => claims)
        .filter(isExpanding).length;
      return expanding === 1
        ? ' One volume is being expanded.'
        : ` ${expanding} volumes are being expanded.`;
    }
    default:
      return '';
  }
}

function describeOutage({ availability }: Axes): string {
  const { state, ready, replicas, quorum } = availability;
  switch (state) {
    case 'QuorumLost':
      return `Writes are refused: ${ready} of ${countMembers(replicas)} ready, ${quorum} are needed. `;
    case 'Down':
      return 'Nothing serves: no member is ready. ';
    default:
      return '';
  }
}

/**
 * One sentence that says what is going on, present tense, with the member and the cause in it; an outage comes before
 * it, a full or growing volume after it.
 */
export function describeHeadline(
  situation: Situation,
  axes: Axes,
  findings: readonly Finding[],
): string {
  return [
    describeOutage(axes),
    describeRollout(situation, axes, findings),
    describeStorage(situation, axes),
  ].join('');
}
