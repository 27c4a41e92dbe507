/**
 * @typedef {import('./rig/watcher.mjs').Sample} Sample
 * @typedef {{
 *   toldAfterMs?: number, rightAfterMs?: number, falselyHealthy: number, shown: readonly string[],
 * }} Verdict
 *   `toldAfterMs`: from the fault until the report no longer calls the set healthy; `rightAfterMs`: from the end of the fault
 *   until the report says what is so, and keeps to it; `falselyHealthy`: how often it called the set healthy again before that;
 *   `shown`: what stood there meanwhile
 */

/** @param {'availability' | 'storage'} axis @returns {(sample: Sample) => boolean} whether a report says that all is well */
const callsHealthy = axis => sample =>
  sample.state === 'synced' &&
  sample[axis] === { availability: 'Full', storage: 'Bound' }[axis];

/** @param {string} truth @returns {(sample: Sample) => boolean} */
export const isRight =
  truth =>
  ({ state, told }) =>
    state === 'synced' && told === truth;

/**
 * What the report made of a fault: while it lasted, the set was not well.
 *
 * @param {readonly Sample[]} samples
 * @param {{ from: number, to: number, truth: string, axis: 'availability' | 'storage' }} fault
 * @returns {Verdict}
 */
export function judge(samples, { from, to, truth, axis }) {
  const healthy = callsHealthy(axis);
  const before = samples.findLast(({ at }) => at < from);
  const during = [
    ...(before ? [{ ...before, at: from }] : []),
    ...samples.filter(({ at }) => at >= from),
  ];
  const toldAt = during.findIndex(sample => !healthy(sample));
  const lastWrong = during.findLastIndex(sample => !isRight(truth)(sample));
  const right = during[lastWrong + 1];
  const after = toldAt === -1 ? [] : during.slice(toldAt);
  return {
    toldAfterMs: during[toldAt] && during[toldAt].at - from,
    rightAfterMs: right && Math.max(0, right.at - to),
    falselyHealthy: after.filter(healthy).length,
    shown: [...new Set(after.map(describe))],
  };
}

/** @param {Sample} sample */
function describe({ state, message, availability, storage }) {
  const set = `availability ${availability}, storage ${storage}`;
  return message ? `${state}, ${set}: ${message}` : `${state}, ${set}`;
}

/**
 * Whether a cluster was read without a break all the time.
 *
 * @param {readonly Sample[]} samples
 * @param {{ from: number }} time
 */
export function wasUntouched(samples, { from }) {
  const before = samples.findLast(({ at }) => at < from);
  return [before, ...samples.filter(({ at }) => at >= from)].every(
    sample => sample?.state === 'synced',
  );
}
