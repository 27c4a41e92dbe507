import { EventRecord } from '../../kubernetes/event';
import { recentWarnings } from '../recentWarnings';
import { Ordinal } from '../ordinal';
import { Situation } from '../situation';

/** Why the API server does not take the pod or the claim of a member. */
export interface Refusal {
  readonly cause: 'claimQuota' | 'podSecurity' | 'serviceAccount' | 'other';
  readonly event: EventRecord;
  /** What the API server answered. */
  readonly answer: string;
}

/** As the controller and the admission plugins write it (Kubernetes 1.36). */
const CAUSES: readonly (readonly [Refusal['cause'], RegExp])[] = [
  ['claimQuota', /persistentvolumeclaims .* is forbidden: exceeded quota/],
  ['podSecurity', /violates PodSecurity/],
  ['serviceAccount', /error looking up service account/],
];

/** What follows this in the messages of `stateful_pod_control.go`. */
const ANSWER = 'failed error: ';

function toRefusal(event: EventRecord): Refusal {
  const { message } = event;
  const at = message.indexOf(ANSWER);
  return {
    cause: CAUSES.find(([, words]) => words.test(message))?.[0] ?? 'other',
    event,
    answer: at < 0 ? message : message.slice(at + ANSWER.length),
  };
}

/** A refusal that ends by itself, as that of a pod whose claim is still being removed, is over sooner. */
const GRACE_MS = 15_000;

/**
 * Why a member that is wanted has no pod, when the API server refuses it. The set's status says nothing of it, so events
 * are the only witness; one from before the set was last written is none.
 */
export function refusalOf(
  { wanted, state, podName }: Ordinal,
  situation: Situation,
): Refusal | undefined {
  if (!wanted || state !== 'missing') {
    return undefined;
  }
  const writtenAt = Date.parse(situation.set.changedAt ?? '');
  const refusals = recentWarnings(situation, situation.set, ['FailedCreate'])
    .filter(
      ({ message, creationTimestamp, lastSeen }) =>
        message.split(/\s+/).includes(podName) &&
        situation.now - Date.parse(creationTimestamp) > GRACE_MS &&
        !(Date.parse(lastSeen) < writtenAt),
    )
    .map(toRefusal);
  return refusals.find(({ cause }) => cause !== 'other') ?? refusals[0];
}
