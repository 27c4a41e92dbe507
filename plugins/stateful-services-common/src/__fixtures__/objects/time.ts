export const NOW = Date.parse('2026-11-20T12:00:00Z');

/** The time that many seconds before {@link NOW}. */
export function secondsAgo(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString();
}
