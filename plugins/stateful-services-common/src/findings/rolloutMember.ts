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
