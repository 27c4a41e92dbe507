/**
 * @typedef {{ what: string, value: number, limit: number, unit: string }} Limit
 *   a figure that may be at most `limit`, both in `unit`
 * @typedef {{ title: string, columns: readonly string[], rows: readonly (readonly string[])[] }} Table
 * @typedef {{
 *   part: string, title: string, about: string, limits: readonly Limit[], tables: readonly Table[],
 * }} PartResult what one part of the benchmark measured
 * @typedef {{ node: string, platform: string, cores: number, memoryGibibytes: number, loadBefore: number }} Machine
 *   `loadBefore`: processes that others had at work when the part began, over the last minute
 * @typedef {PartResult & { machine: Machine, minutes: number }} KeptResult as it stands in results/
 */

/** @param {Limit} limit */
export const holds = ({ value, limit }) => value <= limit;

/** The figure as a share of its limit: machines differ, how they stand to the limit less so. */
export const shareOf = ({ value, limit }) =>
  value === limit ? 1 : value / limit;

const digits = value => {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(2)));
};

/** @param {number} value @param {string} unit */
export const describeFigure = (value, unit) =>
  `${digits(value)} ${unit}`.trim();
