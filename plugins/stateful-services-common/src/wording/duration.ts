const UNITS = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
] as const;

/**
 * A duration in its largest whole unit, e.g. `40 s`, `12 min`, `3 h`, `5 d`. Negative durations count as zero.
 *
 * @public
 */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const unit = UNITS.find(candidate => seconds >= candidate.seconds);
  return unit ? `${Math.floor(seconds / unit.seconds)} ${unit.name}` : '0 s';
}

/**
 * How long ago something was, in brackets and with a leading space; empty when it is not known.
 *
 * @public
 */
export function agoInBrackets(since: string | undefined, now: number): string {
  const start = Date.parse(since ?? '');
  return Number.isNaN(start) ? '' : ` (${formatDuration(now - start)})`;
}

/**
 * A forecast, as coarse as it is certain: `about 40 s left` in tens of seconds, `about 4 min left` in whole minutes.
 *
 * @public
 */
export function describeTimeLeft(seconds: number): string {
  const step = seconds > 60 ? 60 : 10;
  return `about ${formatDuration(Math.ceil(seconds / step) * step * 1000)} left`;
}
