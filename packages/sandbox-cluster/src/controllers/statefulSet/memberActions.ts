import { Pod } from '../../kinds/pod';
import { StatefulSet } from '../../kinds/statefulSet';
import { ApiError } from '../../registry/apiError';
import { ControlContext } from '../controller';
import { claimsOfMember, createMissingClaims } from './claims';
import { draftPod } from './podIdentity';
import { Revisions } from './revisions';

const SOURCE = 'statefulset-controller';

/** Creates a member with its claims. Waits while one of its claims is being deleted, as 1.36 does without a word. */
export function createMember(
  context: ControlContext,
  set: StatefulSet,
  revisions: Revisions,
  ordinal: number,
): void {
  const draft = draftPod(set, revisions, ordinal);
  const stale = claimsOfMember(context, set, ordinal).some(
    ({ metadata }) => metadata.deletionTimestamp,
  );
  if (stale) {
    return;
  }
  createMissingClaims(context, set, ordinal);
  const name = `${set.metadata.name}-${ordinal}`;
  try {
    context.registry.create('pods', draft);
  } catch (error) {
    // A foreign pod of that name is in the way: the real controller says nothing either.
    if (error instanceof ApiError && error.reason === 'AlreadyExists') {
      return;
    }
    context.events.record({
      about: set,
      type: 'Warning',
      reason: 'FailedCreate',
      message: `create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${String(error)}`,
      source: SOURCE,
    });
    return;
  }
  context.events.record({
    about: set,
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message: `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
    source: SOURCE,
  });
}

export function deleteMember(
  { registry, events }: ControlContext,
  set: StatefulSet,
  pod: Pod,
): void {
  registry.delete('pods', pod.metadata);
  events.record({
    about: set,
    type: 'Normal',
    reason: 'SuccessfulDelete',
    message: `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    source: SOURCE,
  });
}
