import { isTerminating, Pod } from '../../kinds/pod';
import { StatefulSet } from '../../kinds/statefulSet';
import { ControlContext } from '../controller';
import { applyRetention, createMissingClaims } from './claims';
import { createMember, deleteMember } from './memberActions';
import { isServing, Members } from './members';
import { podOrdinal, revisionOf } from './podIdentity';
import { Revisions } from './revisions';

/** One look at a set. */
export interface Pass {
  readonly context: ControlContext;
  readonly set: StatefulSet;
  readonly revisions: Revisions;
  readonly members: Members;
  readonly nowMs: number;
}

type Step = 'proceed' | 'wait';

function isOrdered({ set }: Pass): boolean {
  return set.spec.podManagementPolicy === 'OrderedReady';
}

function stepMember(
  pass: Pass,
  member: { readonly ordinal: number; readonly pod?: Pod },
): Step {
  const { context, set, revisions, nowMs } = pass;
  const { ordinal, pod } = member;
  if (!pod) {
    createMember(context, set, revisions, ordinal);
    return 'wait';
  }
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded') {
    if (!isTerminating(pod)) {
      deleteMember(context, set, pod);
    }
    return 'wait';
  }
  if (pod.status?.phase === 'Pending') {
    createMissingClaims(context, set, ordinal);
  }
  if (!isServing(set, pod, nowMs) && isOrdered(pass)) {
    return 'wait';
  }
  applyRetention(context, set, { ordinal, pod, condemned: false });
  return 'proceed';
}

/**
 * Creates what is missing, lowest ordinal first. In order, everything waits for the first member that does not serve:
 * that is why a member on a broken revision is never replaced by itself once the template is mended.
 */
export function fillMembers(pass: Pass): Step {
  for (const member of pass.members.wanted) {
    if (stepMember(pass, member) === 'wait' && isOrdered(pass)) {
      return 'wait';
    }
  }
  return 'proceed';
}

/** Deletes members outside the range, highest first; in order, one at a time and only while all others serve. */
export function removeCondemned(pass: Pass): Step {
  const { context, set, members, nowMs } = pass;
  const serving = (pod: Pod | undefined) => isServing(set, pod, nowMs);
  const firstUnavailable =
    members.wanted.find(({ pod }) => !serving(pod))?.pod ??
    members.condemned.findLast(pod => !serving(pod));
  for (const pod of members.condemned) {
    applyRetention(context, set, {
      ordinal: podOrdinal(set, pod),
      pod,
      condemned: true,
    });
  }
  for (const pod of members.condemned) {
    if (isTerminating(pod)) {
      if (isOrdered(pass)) {
        return 'wait';
      }
    } else if (isOrdered(pass) && !serving(pod) && pod !== firstUnavailable) {
      return 'wait';
    } else {
      deleteMember(context, set, pod);
      if (isOrdered(pass)) {
        return 'wait';
      }
    }
  }
  return 'proceed';
}

/** Replaces one member that runs another revision, from the top down to the partition, once those above serve. */
export function rollUpdate(pass: Pass): void {
  const { context, set, revisions, members, nowMs } = pass;
  if (set.spec.updateStrategy.type === 'OnDelete') {
    return;
  }
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  for (const { pod } of members.wanted.slice(partition).reverse()) {
    const outdated =
      pod &&
      revisionOf(pod) !== revisions.update.metadata.name &&
      !isTerminating(pod);
    if (outdated) {
      deleteMember(context, set, pod);
      return;
    }
    if (!isServing(set, pod, nowMs)) {
      return;
    }
  }
}
