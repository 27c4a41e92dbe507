import {
  formatDuration,
  Timeline,
} from 'backstage-plugin-stateful-services-common';
import { RolloutEntry } from './describeEntry';

type Durations = Timeline['durations'][number];

/** With fewer replaced members nobody can say what is usual. */
export const ENOUGH_SAMPLES = 3;

/** What a rollout did to a member, as a bar. Ratios are of the whole rollout, 0 to 1. */
export interface MemberBar {
  readonly ordinal: number;
  readonly start: number;
  /** How much of the rollout the old pod took to stop, and the new one to become available. */
  readonly stopping: number;
  readonly starting: number;
  /** What the bar shows, for those who do not see it. */
  readonly text: string;
  readonly slow: boolean;
}

const parse = (time: string | undefined) =>
  time === undefined ? undefined : Date.parse(time);

/**
 * The members of a rollout in the order in which they were replaced.
 *
 * @param usual - what members of the set usually take; absent when that is not known.
 */
export function layoutMembers(
  { startedAt, endedAt, replacements }: RolloutEntry,
  usual: Durations | undefined,
  now: number,
): readonly MemberBar[] {
  const begin = Date.parse(startedAt);
  const length = Math.max(1, (parse(endedAt) ?? now) - begin);
  const ratio = (ms: number) => Math.min(1, Math.max(0, ms / length));
  const bars = replacements.flatMap(replacement => {
    const { ordinal } = replacement;
    const stopAskedAt = parse(replacement.stopAskedAt);
    const createdAt = parse(replacement.createdAt);
    const availableAt = parse(replacement.availableAt);
    const first = stopAskedAt ?? createdAt;
    if (first === undefined) {
      return [];
    }
    const last = availableAt ?? now;
    const turn = createdAt ?? last;
    const slow =
      usual !== undefined &&
      usual.samples >= ENOUGH_SAMPLES &&
      last - first > usual.replacementP95Ms;
    const took = formatDuration(last - first);
    return [
      {
        ordinal,
        start: ratio(first - begin),
        stopping: ratio(turn - first),
        starting: ratio(last - turn),
        text: `${availableAt === undefined ? `${took} so far` : took}${slow ? ', slower than usual' : ''}`,
        slow,
      },
    ];
  });
  return bars.sort((a, b) => a.start - b.start);
}
