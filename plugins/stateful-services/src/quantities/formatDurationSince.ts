import { formatDuration } from 'backstage-plugin-stateful-services-common';

/** How long something has lasted; undefined when its start is not known. */
export function formatDurationSince(
  since: string | undefined,
  now: number,
): string | undefined {
  const start = Date.parse(since ?? '');
  return Number.isNaN(start) ? undefined : formatDuration(now - start);
}
