/** @param {readonly number[]} values in any order @param {number} share in [0, 1] */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? sorted[0];
}

/** @param {readonly number[]} values */
export const median = values => percentile(values, 0.5);

/** @param {readonly number[]} milliseconds how long each took */
export const latencyOf = milliseconds => ({
  p50: percentile(milliseconds, 0.5),
  p95: percentile(milliseconds, 0.95),
  p99: percentile(milliseconds, 0.99),
});
