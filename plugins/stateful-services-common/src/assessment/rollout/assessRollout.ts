import { Rollout } from '../../contract/assessment';
import { Ordinal } from '../ordinal';
import { Situation } from '../situation';
import { findBlocker, isUpdateTarget } from './blockers';
import { lastTransition, stalledOrdinal } from './stall';
import { secondsLeft } from './timeLeft';

/** How long the controller may take to record that an update is complete. */
const PROMOTION_MS = 60_000;

interface Progress {
  readonly updated: number;
  readonly target: number;
}

/** What of the desired state is not reached yet. */
interface Outstanding extends Progress {
  /** Pods of an old revision that an update is to reach. */
  readonly offTarget: readonly Ordinal[];
  /** Wanted ordinals without a pod, with one that goes, or with one that has not been Ready since it started. */
  readonly starting: readonly Ordinal[];
  readonly condemned: readonly Ordinal[];
  readonly promoted: boolean;
}

/**
 * True of a pod of another revision that its controller does not replace: with OnDelete any, and below the partition one
 * that cannot start and that, in a parallel set, nobody waits for.
 */
function isLeftToUs(ordinal: Ordinal, { set }: Situation): boolean {
  const { pod, onUpdateRevision, heldByPartition, state } = ordinal;
  return (
    pod !== undefined &&
    !pod.deletionTimestamp &&
    !onUpdateRevision &&
    (set.updateStrategy.type === 'OnDelete' ||
      (set.podManagementPolicy === 'Parallel' &&
        heldByPartition &&
        state === 'failing'))
  );
}

function describeOutstanding(situation: Situation): Outstanding {
  const { ordinals, set } = situation;
  const targets = ordinals.filter(isUpdateTarget);
  return {
    target: targets.length,
    updated: targets.filter(
      ordinal => ordinal.onUpdateRevision && ordinal.available,
    ).length,
    offTarget: targets.filter(
      ordinal => ordinal.pod && !ordinal.onUpdateRevision,
    ),
    starting: ordinals.filter(
      ordinal =>
        ordinal.wanted &&
        !ordinal.available &&
        (!ordinal.wasReady || ordinal.pod?.deletionTimestamp) &&
        !isLeftToUs(ordinal, situation),
    ),
    condemned: ordinals.filter(ordinal => !ordinal.wanted),
    promoted: set.status.currentRevision === set.status.updateRevision,
  };
}

/**
 * The member that the controller waits for: updates run downwards, and under OrderedReady no member is touched before
 * all below it are ready.
 */
function currentOrdinal({ ordinals, set }: Situation): number | undefined {
  const away = ordinals.filter(({ available, wanted }) => wanted && !available);
  return away.at(set.podManagementPolicy === 'OrderedReady' ? 0 : -1)?.ordinal;
}

function settlingSeconds({ ordinals, set, now }: Situation): number {
  return Math.max(
    0,
    ...ordinals
      .filter(({ state }) => state === 'settling')
      .map(({ since }) =>
        Math.ceil(set.minReadySeconds - (now - Date.parse(since ?? '')) / 1000),
      ),
  );
}

function isChangeOutstanding(
  outstanding: Outstanding,
  situation: Situation,
): boolean {
  const updating =
    situation.set.updateStrategy.type !== 'OnDelete' &&
    outstanding.offTarget.length > 0;
  return (
    updating ||
    outstanding.starting.length > 0 ||
    outstanding.condemned.length > 0
  );
}

function whileChanging(
  outstanding: Outstanding,
  situation: Situation,
): Rollout {
  const { updated, target, offTarget, condemned } = outstanding;
  const progress: Progress = { updated, target };
  const blocker = findBlocker(situation);
  if (blocker) {
    const sickMember =
      blocker.reason === 'PredecessorUnhealthy' ||
      (blocker.reason === 'BadRevision' && offTarget.length === 0);
    const reason =
      condemned.length > 0 && sickMember ? 'ScaleDownBlocked' : blocker.reason;
    return { state: 'Blocked', ...blocker, reason, ...progress };
  }
  const stalled = stalledOrdinal(situation, offTarget);
  if (stalled !== undefined) {
    return { state: 'Stalled', ordinal: stalled, ...progress };
  }
  if (
    situation.set.updateStrategy.type === 'Recreate' &&
    (offTarget.length > 0 || !outstanding.promoted)
  ) {
    return { state: 'Recreating', ...progress };
  }
  if (condemned.length > 0) {
    return { state: 'ScalingDown', condemned: condemned.length };
  }
  if (outstanding.promoted && offTarget.length === 0) {
    return { state: 'ScalingUp', missing: outstanding.starting.length };
  }
  const ordinal = currentOrdinal(situation);
  const left = secondsLeft(situation, {
    remaining: target - updated,
    current: ordinal,
  });
  return {
    state: 'RollingOut',
    ...(ordinal !== undefined && { ordinal }),
    ...(left !== undefined && { secondsLeft: left }),
    ...progress,
  };
}

function whenApplied(outstanding: Outstanding, situation: Situation): Rollout {
  const { set, ordinals, partition } = situation;
  const { updated, target } = outstanding;
  if (set.replicas === 0) {
    return { state: 'ScaledToZero' };
  }
  if (ordinals.some(({ state }) => state === 'settling')) {
    return {
      state: 'Settling',
      secondsLeft: settlingSeconds(situation),
      updated,
      target,
    };
  }
  if (set.updateStrategy.type === 'OnDelete') {
    const pending = outstanding.offTarget.length;
    return pending > 0
      ? { state: 'PendingManual', pending }
      : { state: 'Complete' };
  }
  const held = ordinals.filter(
    ordinal => ordinal.pod && ordinal.wanted && !ordinal.onUpdateRevision,
  ).length;
  if (held > 0) {
    return target === 0
      ? { state: 'StagedNone', partition: rawPartition(situation) }
      : { state: 'Staged', held, partition };
  }
  return isBeingPromoted(outstanding, situation)
    ? { state: 'Settling', updated, target }
    : { state: 'Complete' };
}

/** True in the moment between the last member's becoming ready and the controller's recording of it. */
function isBeingPromoted(
  { promoted, target }: Outstanding,
  situation: Situation,
): boolean {
  const { set, ordinals, now } = situation;
  if (
    promoted ||
    set.updateStrategy.type !== 'RollingUpdate' ||
    target !== set.replicas ||
    ordinals.some(({ available }) => !available)
  ) {
    return false;
  }
  const last = lastTransition(situation);
  return last !== undefined && now - last < PROMOTION_MS;
}

function rawPartition({ set }: Situation): number {
  return set.updateStrategy.type === 'RollingUpdate'
    ? set.updateStrategy.partition
    : 0;
}

/** Is the desired revision and scale being applied? The first state that holds, in the order of their precedence. */
export function assessRollout(situation: Situation): Rollout {
  const { set, observation } = situation;
  if (set.deletionTimestamp) {
    return { state: 'Deleting' };
  }
  if (!observation.pods.read) {
    return { state: 'Unknown', reason: observation.pods.message };
  }
  if (set.status.observedGeneration < set.generation) {
    return { state: 'NotObserved' };
  }
  const outstanding = describeOutstanding(situation);
  return isChangeOutstanding(outstanding, situation)
    ? whileChanging(outstanding, situation)
    : whenApplied(outstanding, situation);
}
