const UNITS = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
] as const;

/** A duration in its largest whole unit, e.g. `40 s`, `12 min`, `3 h`, `5 d`. A negative one counts as zero. */
export function formatDuration(durationMs: number): string {
  const unit = UNITS.find(({ ms }) => durationMs >= ms);
  return unit
    ? `${Math.floor(durationMs / unit.ms)} ${unit.name}`
    : `${Math.max(0, Math.floor(durationMs / 1000))} s`;
}

/** How long something has lasted; undefined when its start is not known. */
export function formatDurationSince(
  since: string | undefined,
  now: number,
): string | undefined {
  const start = since === undefined ? NaN : Date.parse(since);
  return Number.isNaN(start) ? undefined : formatDuration(now - start);
}
