import { EventRecord } from '../kubernetes/event';
import { Situation, readOrEmpty } from './situation';

/**
 * What fails is tried again after 1000 s at the latest (client-go `util/workqueue`, default rate limiter, 1.36; the
 * kubelet within some two minutes), so that an event not seen again for longer speaks of something that is over.
 */
const MATTERS_MS = 20 * 60_000;

/** Warnings about one object for one of the reasons that may still hold, newest first; none when events were not read. */
export function recentWarnings(
  { observation, now }: Pick<Situation, 'observation' | 'now'>,
  object: { readonly uid: string },
  reasons: readonly string[],
): readonly EventRecord[] {
  return readOrEmpty(observation.events)
    .filter(
      ({ about, reason, lastSeen }) =>
        about.uid === object.uid &&
        reasons.includes(reason) &&
        now - Date.parse(lastSeen) < MATTERS_MS,
    )
    .sort(
      (a, b) =>
        Date.parse(b.lastSeen) - Date.parse(a.lastSeen) ||
        (a.name < b.name ? -1 : 1),
    );
}
