import { probeBudgetSeconds } from '../../kubernetes/containers';
import { Ordinal } from '../ordinal';
import { Situation } from '../situation';

/** Without history, a member that has not changed for this long is taken to be stuck. */
const STALL_AFTER_MS = 10 * 60_000;

/**
 * How long a member of the set may take at most before nothing is to be expected of it any more: what its probes allow,
 * and twice what nearly all took in former rollouts.
 */
export function stallDeadlineMs({ set, observation }: Situation): number {
  const probes = set.template.containers.map(
    ({ startup, readiness }) =>
      probeBudgetSeconds(startup) + probeBudgetSeconds(readiness),
  );
  const seconds = Math.max(0, ...probes) + set.minReadySeconds;
  const { history } = observation;
  const usualMs = history.read ? 2 * history.value.replacementP95Ms : 0;
  return Math.max(STALL_AFTER_MS, seconds * 1000, usualMs);
}

/** When a pod of the set last came, went or changed its readiness; undefined without a pod. */
export function lastTransition({ ordinals }: Situation): number | undefined {
  const times = ordinals
    .flatMap(({ pod }) =>
      pod ? [pod.creationTimestamp, pod.readySince, pod.terminatingSince] : [],
    )
    .map(time => Date.parse(time ?? ''))
    .filter(time => !Number.isNaN(time));
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** A member that is neither ready nor failing for longer than it can need. */
function slowOrdinal(situation: Situation): number | undefined {
  const { ordinals, now } = situation;
  const limitMs = stallDeadlineMs(situation);
  return ordinals.find(
    ({ wanted, available, state, since }) =>
      wanted &&
      !available &&
      (state === 'notReady' || state === 'pending') &&
      since !== undefined &&
      now - Date.parse(since) > limitMs,
  )?.ordinal;
}

/**
 * The member at which the controller should be at work and is not: all are ready, some are of an old revision, and
 * nothing has moved since the set was last written. Without that time nothing is claimed.
 */
function untouchedOrdinal(
  situation: Situation,
  offTarget: readonly Ordinal[],
): number | undefined {
  const { ordinals, set, now } = situation;
  const written = Date.parse(set.changedAt ?? '');
  const moved = lastTransition(situation);
  const quiet =
    moved !== undefined &&
    now - Math.max(written, moved) > stallDeadlineMs(situation);
  return quiet && ordinals.every(({ available }) => available)
    ? offTarget.at(-1)?.ordinal
    : undefined;
}

/**
 * A member that nobody creates although nothing has moved for long. A pod that goes leaves a trace only in the counts of
 * the set's status: that they agree with the pods, and since when, is what tells how long one has been missing.
 */
function uncreatedOrdinal(situation: Situation): number | undefined {
  const { ordinals, set, now } = situation;
  const written = Date.parse(set.changedAt ?? '');
  const counted = Date.parse(set.statusChangedAt ?? '');
  const moved = lastTransition(situation) ?? written;
  const pods = ordinals.filter(({ pod }) => pod).length;
  return set.status.replicas === pods &&
    now - Math.max(written, counted, moved) > stallDeadlineMs(situation)
    ? ordinals.find(({ state }) => state === 'missing')?.ordinal
    : undefined;
}

/** The member that keeps a change from going on without hard evidence why. */
export function stalledOrdinal(
  situation: Situation,
  offTarget: readonly Ordinal[],
): number | undefined {
  return (
    slowOrdinal(situation) ??
    uncreatedOrdinal(situation) ??
    untouchedOrdinal(situation, offTarget)
  );
}
