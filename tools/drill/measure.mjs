/**
 * The longest time without an acknowledged write, from the last one before an event to the first one after it on.
 *
 * @param {readonly { at: number }[]} acknowledged in order
 * @param {{ from: number, to: number }} window in milliseconds since 1970
 * @returns {number | undefined} milliseconds; nothing when there were fewer than two
 */
export function longestGapMs(acknowledged, { from, to }) {
  const first = acknowledged.findLastIndex(({ at }) => at < from);
  const seen = acknowledged
    .slice(Math.max(0, first))
    .filter(({ at }) => at <= to);
  const gaps = seen.slice(1).map(({ at }, index) => at - seen[index].at);
  return gaps.length === 0 ? undefined : Math.max(...gaps);
}

/**
 * What the probes said of each container while something happened.
 *
 * @param {readonly { at: number, pod: string, container: string, ready: boolean, alive: boolean }[]} entries
 * @param {{ from: number, to: number }} window
 */
export function summarizeProbes(entries, { from, to }) {
  const seen = entries.filter(({ at }) => at >= from && at <= to);
  const names = [
    ...new Set(seen.map(({ pod, container }) => `${pod}/${container}`)),
  ].sort();
  return names.map(name => {
    const own = seen.filter(
      ({ pod, container }) => `${pod}/${container}` === name,
    );
    return {
      name,
      notReady: own
        .filter(({ ready }) => !ready)
        .map(({ at }) => Math.round((at - from) / 1000)),
      notAlive: own
        .filter(({ alive }) => !alive)
        .map(({ at }) => Math.round((at - from) / 1000)),
    };
  });
}

/** @param {readonly number[]} seconds @returns {string} such as `3-5, 9` */
export function spans(seconds) {
  const parts = [];
  for (const second of seconds) {
    const last = parts.at(-1);
    // They are asked every 5 s or more often, and asking takes a moment: seven seconds apart is still the same span.
    if (last && second - last[1] <= 7) last[1] = second;
    else parts.push([second, second]);
  }
  return parts
    .map(([start, end]) => (start === end ? `${start}` : `${start}-${end}`))
    .join(', ');
}
