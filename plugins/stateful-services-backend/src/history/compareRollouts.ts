import { HistoryEntry } from './historyEntry';
import { Replacement, RolloutTrace, SetIdentity } from './setTrace';

interface Look {
  readonly set: SetIdentity;
  readonly now: number;
}

interface Comparison {
  readonly entries: readonly HistoryEntry[];
  /** What to compare with the next time. */
  readonly rollout: RolloutTrace;
}

/** A member belongs to a rollout when it was touched after the rollout began; the API's times are whole seconds. */
function isPartOf(
  { stopAskedAt, createdAt }: Replacement,
  { startedAt }: RolloutTrace,
): boolean {
  const touchedAt = stopAskedAt ?? createdAt;
  return touchedAt !== undefined && touchedAt >= startedAt - 1_000;
}

function mergeReplacements(
  before: RolloutTrace['replacements'],
  after: RolloutTrace,
): RolloutTrace['replacements'] {
  const merged = new Map(before);
  for (const [ordinal, replacement] of after.replacements) {
    const known = { ...replacement, ...merged.get(ordinal) };
    if (isPartOf(known, after)) {
      merged.set(ordinal, known);
    }
  }
  return merged;
}

function endOf({ replacements }: RolloutTrace, now: number): number {
  const ends = [...replacements.values()].flatMap(
    ({ availableAt }) => availableAt ?? [],
  );
  return ends.length > 0 ? Math.max(...ends) : now;
}

/** What a rollout under way has done since; its end, when that was reached. */
function followRollout(
  set: SetIdentity,
  { before, after }: { before?: RolloutTrace; after: RolloutTrace },
  now: number,
): readonly HistoryEntry[] {
  const { revision, generation } = after;
  const rollout = { revision, generation };
  const replaced = [...after.replacements].flatMap(
    ([ordinal, replacement]): HistoryEntry[] => {
      const known = before?.replacements.get(ordinal) ?? {};
      return Object.keys(replacement).every(step => step in known)
        ? []
        : [{ kind: 'memberReplaced', set, rollout, ordinal, replacement }];
    },
  );
  if (after.outstanding) {
    return replaced;
  }
  const at = endOf(after, now);
  return [
    ...replaced,
    { kind: 'rolloutEnded', set, rollout, at, outcome: 'completed' },
  ];
}

/** The former rollout gave way to another generation: it has ended by itself if its revision still holds everywhere. */
function endFormer(
  set: SetIdentity,
  { before, after }: { before: RolloutTrace; after: RolloutTrace },
  now: number,
): readonly HistoryEntry[] {
  if (!before.outstanding) {
    return [];
  }
  const { revision, generation } = before;
  const completed = revision === after.revision && !after.outstanding;
  return [
    {
      kind: 'rolloutEnded',
      set,
      rollout: { revision, generation },
      at: completed ? endOf(after, now) : after.startedAt,
      outcome: completed ? 'completed' : 'superseded',
    },
  ];
}

/** The same rollout, seen again. One that has ended stays ended, as a pod that restarts later is no part of it. */
function goOn(
  { set, now }: Look,
  before: RolloutTrace,
  after: RolloutTrace,
): Comparison {
  if (!before.outstanding) {
    return { entries: [], rollout: before };
  }
  const rollout = { ...after, startedAt: before.startedAt };
  const replacements = mergeReplacements(before.replacements, rollout);
  const merged = { ...rollout, replacements };
  return {
    entries: followRollout(set, { before, after: merged }, now),
    rollout: merged,
  };
}

/** What the rollout of a set has done between two looks; without a first look, what it is doing now. */
export function compareRollouts(
  before: RolloutTrace | undefined,
  after: RolloutTrace,
  look: Look,
): Comparison {
  if (
    before?.revision === after.revision &&
    before.generation === after.generation
  ) {
    return goOn(look, before, after);
  }
  const { set, now } = look;
  const rollout = {
    ...after,
    replacements: mergeReplacements(new Map(), after),
  };
  const former = before ? endFormer(set, { before, after }, now) : [];
  // A rollout may be over before anybody has looked; a set that is seen for the first time tells only what goes on.
  const hasBegun =
    rollout.outstanding ||
    (before !== undefined &&
      before.revision !== after.revision &&
      rollout.replacements.size > 0);
  if (!hasBegun) {
    return { entries: former, rollout };
  }
  const { revision, generation, startedAt } = rollout;
  return {
    entries: [
      ...former,
      {
        kind: 'rolloutStarted',
        set,
        rollout: { revision, generation },
        at: startedAt,
      },
      ...followRollout(set, { after: rollout }, now),
    ],
    rollout,
  };
}
