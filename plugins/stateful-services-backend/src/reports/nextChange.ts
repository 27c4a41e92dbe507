import { Assessment } from 'backstage-plugin-stateful-services-common';

/** How far to look, growing: a grace is some seconds, a deadline minutes or hours. */
const HORIZONS_MS = [
  15_000, 60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000,
];

/** How exactly the time of a change is found. */
const PRECISION_MS = 500;

/** What a judgement says, without the durations that it is worded with. */
function meaningOf(assessment: Assessment): string {
  const { levels, rollout, availability, storage, members, findings } =
    assessment;
  return JSON.stringify([
    levels,
    { ...rollout, secondsLeft: undefined },
    availability,
    storage.state,
    members.map(({ state, level }) => [state, level]),
    findings.map(({ id, ordinal, severity }) => [id, ordinal, severity]),
  ]);
}

/**
 * When time alone will change the judgement of a set, within a day; undefined when it will not.
 *
 * @remarks
 * The judgement is a function of what is known and of the time, so it can be asked about the future. That is looked at in
 * growing steps and the first that differs is narrowed down. A judgement that changes and changes back within one step is
 * not seen; graces and deadlines only ever end.
 *
 * @param judgeAt - the judgement at a time in milliseconds since the epoch.
 */
export function nextChange(
  judgeAt: (time: number) => Assessment,
  now: number,
): number | undefined {
  const current = meaningOf(judgeAt(now));
  const differsAt = (time: number) => meaningOf(judgeAt(time)) !== current;
  let same = now;
  for (const horizon of HORIZONS_MS) {
    let different = now + horizon;
    if (differsAt(different)) {
      while (different - same > PRECISION_MS) {
        const middle = Math.round((same + different) / 2);
        if (differsAt(middle)) {
          different = middle;
        } else {
          same = middle;
        }
      }
      return different;
    }
    same = different;
  }
  return undefined;
}
