const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A size in binary units with at most one decimal, e.g. `10 GiB`, `1.5 TiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${Number(value.toFixed(1))} ${UNITS[unit]}`;
}

/** A ratio as whole percent, e.g. `82 %`. */
export function formatRatio(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}
