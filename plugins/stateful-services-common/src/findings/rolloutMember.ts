import { MemberState } from '../contract/member';
import { isNotJustStarting } from '../assessment/judgeMember';
import { Ordinal } from '../assessment/ordinal';
import { Situation } from '../assessment/situation';
import { evidenceOf } from './evidence';

/** The member of which the rollout says that it is what everything waits for. */
export function memberOf(
  { ordinals }: Situation,
  ordinal: number | undefined,
): Ordinal | undefined {
  return ordinals.find(candidate => candidate.ordinal === ordinal);
}

export function revisionEvidence(
  { set }: Situation,
  { pod, podName, since }: Ordinal,
) {
  return evidenceOf(
    'Pod',
    pod ?? { namespace: set.namespace, name: podName },
    [
      'metadata.labels[controller-revision-hash]',
      pod?.revision ?? '',
      set.status.updateRevision,
    ],
    since,
  );
}

const MOMENTARY: ReadonlySet<MemberState> = new Set([
  'missing',
  'pending',
  'settling',
  'terminating',
]);

/** True when a member is away for more than the moment in which it starts or ends, as every change has it. */
export function hasSickMember({ ordinals, now }: Situation): boolean {
  return ordinals.some(
    ordinal =>
      !ordinal.available &&
      !MOMENTARY.has(ordinal.state) &&
      (ordinal.state !== 'notReady' ||
        ordinal.wasReady ||
        isNotJustStarting(ordinal, now)),
  );
}
