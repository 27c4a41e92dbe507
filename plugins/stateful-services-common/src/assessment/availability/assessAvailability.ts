import { Availability } from '../../contract/assessment';
import { Situation } from '../situation';

/** How long a set that has never had a ready member may take before it counts as down. */
const START_DEADLINE_MS = 10 * 60_000;

function stateOf(
  situation: Situation,
  { ready, available }: { ready: number; available: number },
): Availability['state'] {
  const { set, ordinals, quorum, now } = situation;
  const { replicas } = set;
  if (replicas === 0) {
    return 'None';
  }
  if (available === replicas) {
    return 'Full';
  }
  if (ready === replicas) {
    return 'Soaking';
  }
  const neverReady = ordinals.every(({ wasReady }) => !wasReady);
  const young = now - Date.parse(set.creationTimestamp) < START_DEADLINE_MS;
  if (neverReady && young) {
    return 'Starting';
  }
  if (ready === 0) {
    return 'Down';
  }
  if (quorum !== undefined && ready < quorum) {
    return 'QuorumLost';
  }
  const majority = Math.floor(replicas / 2) + 1;
  return replicas >= 3 && ready === majority ? 'AtRisk' : 'Reduced';
}

/** Do the members serve? Counted from the pods; `status.*` is not asked. */
export function assessAvailability(situation: Situation): Availability {
  const { set, observation, quorum } = situation;
  const wanted = situation.ordinals.filter(ordinal => ordinal.wanted);
  const available = wanted.filter(ordinal => ordinal.available).length;
  const settling = wanted.filter(({ state }) => state === 'settling').length;
  const ready = available + settling;
  return {
    state: observation.pods.read
      ? stateOf(situation, { ready, available })
      : 'Unknown',
    ready,
    available,
    replicas: set.replicas,
    ...(quorum !== undefined && { quorum }),
  };
}
