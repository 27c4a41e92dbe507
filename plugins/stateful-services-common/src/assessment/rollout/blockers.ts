import { BlockReason } from '../../contract/assessment';
import { GRACE_MS, NOT_READY_AFTER_MS } from '../judgeMember';
import { claimBlocker } from '../storage/claimBlocker';
import { Ordinal } from '../ordinal';
import { Situation } from '../situation';
import { refusalOf } from './refusal';
import { spentBudget } from './updateBudget';

/** Hard evidence that the controller cannot proceed. */
export interface Blocker {
  readonly reason: BlockReason;
  readonly ordinal: number;
}

/** True when an update is to reach the ordinal: it is wanted and not held by the partition. */
export function isUpdateTarget(ordinal: Ordinal): boolean {
  return ordinal.wanted && !ordinal.heldByPartition;
}

function isOverdue(ordinal: Ordinal, now: number): boolean {
  const end = ordinal.pod?.deletionTimestamp;
  return end !== undefined && now - Date.parse(end) > GRACE_MS.terminating;
}

/** True when the current revision, which an update is to replace, serves somewhere: it is not the revision that is broken. */
function currentRevisionServes({ ordinals, set }: Situation): boolean {
  const { currentRevision } = set.status;
  return ordinals.some(
    ({ pod, available, wasReady }) =>
      pod?.revision === currentRevision && (available || wasReady),
  );
}

/**
 * Under OrderedReady the controller waits for an unready pod before it looks at any other, so that a pod of a bad
 * revision is never deleted although the template has been mended (kubernetes/kubernetes#67250, open as of 1.37).
 */
export function isTrapped(ordinal: Ordinal, situation: Situation): boolean {
  const { set, now } = situation;
  const { pod } = ordinal;
  const { currentRevision, updateRevision } = set.status;
  if (
    set.podManagementPolicy !== 'OrderedReady' ||
    set.updateStrategy.type !== 'RollingUpdate' ||
    !pod ||
    !isUpdateTarget(ordinal) ||
    ordinal.onUpdateRevision ||
    (pod.revision === currentRevision &&
      currentRevision !== updateRevision &&
      currentRevisionServes(situation))
  ) {
    return false;
  }
  return (
    ordinal.state === 'failing' ||
    ((ordinal.state === 'notReady' || ordinal.state === 'pending') &&
      ordinal.since !== undefined &&
      now - Date.parse(ordinal.since) > NOT_READY_AFTER_MS)
  );
}

function reasonOf(
  ordinal: Ordinal,
  situation: Situation,
): BlockReason | undefined {
  switch (ordinal.state) {
    case 'conflict':
      return 'NameConflict';
    case 'lost':
      return 'NodeLost';
    case 'missing':
      return refusalOf(ordinal, situation) ? 'CreateRefused' : undefined;
    case 'terminating':
      return isOverdue(ordinal, situation.now) ? 'TerminatingStuck' : undefined;
    default:
  }
  if (claimBlocker(ordinal, situation)) {
    return 'ClaimBlocked';
  }
  if (isTrapped(ordinal, situation)) {
    return 'TrapDeletePod';
  }
  if (ordinal.state !== 'failing') {
    return undefined;
  }
  return ordinal.onUpdateRevision ? 'BadRevision' : 'PredecessorUnhealthy';
}

/**
 * The first blocker in the order in which the controller meets it: ascending under OrderedReady, descending otherwise.
 * A parallel set replaces an unhealthy pod of an old revision by itself, so that such a pod blocks nothing there.
 */
export function findBlocker(situation: Situation): Blocker | undefined {
  const spent = spentBudget(situation);
  if (spent) {
    return { reason: 'BudgetSpent', ordinal: spent.ordinal };
  }
  const ordered = situation.set.podManagementPolicy === 'OrderedReady';
  const inOrder = ordered
    ? situation.ordinals
    : [...situation.ordinals].reverse();
  for (const ordinal of inOrder) {
    const reason = reasonOf(ordinal, situation);
    if (reason && (ordered || reason !== 'PredecessorUnhealthy')) {
      return { reason, ordinal: ordinal.ordinal };
    }
  }
  return undefined;
}
