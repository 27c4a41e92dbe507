import {
  formatDuration,
  TimelineEntry,
} from 'backstage-plugin-stateful-services-common';

export type RolloutEntry = Extract<TimelineEntry, { kind: 'rollout' }>;
export type FindingEntry = Extract<TimelineEntry, { kind: 'finding' }>;
export type ChangeEntry = Extract<TimelineEntry, { kind: 'change' }>;

function lastsFrom(start: string, end: string | undefined, now: number) {
  return formatDuration(
    (end === undefined ? now : Date.parse(end)) - Date.parse(start),
  );
}

const members = (count: number) =>
  `${count} ${count === 1 ? 'member' : 'members'}`;

/** What became of a rollout, in a sentence. */
export function describeRollout(entry: RolloutEntry, now: number): string {
  const { revision, outcome, startedAt, endedAt, replacements } = entry;
  const duration = lastsFrom(startedAt, endedAt, now);
  const reached = replacements.filter(
    ({ availableAt }) => availableAt !== undefined,
  ).length;
  switch (outcome) {
    case 'running':
      return `Rolling out ${revision} for ${duration}: ${members(reached)} replaced so far.`;
    case 'completed':
      return `Rolled out ${revision} to ${members(reached)} in ${duration}.`;
    case 'superseded':
      return `The rollout of ${revision} gave way to another change after ${duration}; it had reached ${members(reached)}.`;
    case 'deleted':
      return `The set was deleted while ${revision} was rolling out.`;
    default: {
      const impossible: never = outcome;
      return impossible;
    }
  }
}

/** For how long a finding was there, or has been. */
export function describeFindingDuration(
  { openedAt, closedAt }: FindingEntry,
  now: number,
): string {
  const duration = lastsFrom(openedAt, closedAt, now);
  return closedAt === undefined
    ? `Open for ${duration}`
    : `Over after ${duration}`;
}

/** What was asked for that was not asked for before. */
export function describeChange(entry: ChangeEntry): string {
  const { images, previousImages, replicas, previousReplicas } = entry;
  const changes = [
    ...images.flatMap((image, index) =>
      image === previousImages[index]
        ? []
        : [`${previousImages[index] ?? 'no image'} → ${image}`],
    ),
    ...(replicas === previousReplicas
      ? []
      : [`${previousReplicas} → ${members(replicas)}`]),
  ];
  return changes.length > 0
    ? `${changes.join(', ')}.`
    : `The template changed: ${entry.previousRevision} → ${entry.revision}.`;
}

/** Who changed it and why, as far as the set says so. */
export function describeAuthor({ author, cause }: ChangeEntry): string {
  return [author && `By ${author}`, cause].filter(Boolean).join(': ');
}
