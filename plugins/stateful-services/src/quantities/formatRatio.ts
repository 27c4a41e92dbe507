/** A ratio as whole percent, rounded down as the backend does, e.g. `82 %`. */
export function formatRatio(ratio: number): string {
  return `${Math.floor(ratio * 100)} %`;
}
