import { compareRollouts } from './compareRollouts';
import { Authorship, HistoryEntry } from './historyEntry';
import { SetIdentity, SetTrace, WantedState } from './setTrace';

interface Comparison {
  readonly entries: readonly HistoryEntry[];
  /** What to compare with the next time. */
  readonly trace: SetTrace;
}

interface Now {
  readonly now: number;
  readonly authorship: Authorship;
}

function identityOf(trace: SetTrace): SetIdentity {
  const { cluster, setUid, namespace, name } = trace;
  return { cluster, setUid, namespace, name };
}

function isSameWanted(a: WantedState, b: WantedState): boolean {
  return (
    a.revision === b.revision &&
    a.replicas === b.replicas &&
    a.images.length === b.images.length &&
    a.images.every((image, index) => image === b.images[index])
  );
}

function compareWanted(
  before: SetTrace | undefined,
  after: SetTrace,
  { authorship, now }: Now,
): readonly HistoryEntry[] {
  const set = identityOf(after);
  const { wanted } = after;
  if (before?.wanted.generation === wanted.generation) {
    return [];
  }
  const seen: HistoryEntry = { kind: 'setSeen', set, wanted, at: now };
  if (!before || isSameWanted(before.wanted, wanted)) {
    return [seen];
  }
  const at = after.rollout.startedAt;
  return [
    seen,
    { kind: 'changed', set, before: before.wanted, wanted, at, authorship },
  ];
}

function compareFindings(
  before: SetTrace | undefined,
  after: SetTrace,
  at: number,
): readonly HistoryEntry[] {
  const set = identityOf(after);
  const closed = [...(before?.findings ?? [])].flatMap(
    ([key, finding]): HistoryEntry[] =>
      after.findings.has(key)
        ? []
        : [{ kind: 'findingClosed', set, finding, at }],
  );
  const opened = [...after.findings].flatMap(
    ([key, finding]): HistoryEntry[] =>
      before?.findings.has(key)
        ? []
        : [{ kind: 'findingOpened', set, finding, at }],
  );
  return [...closed, ...opened];
}

/** What has happened to a set between two looks at it; without a first look, what goes on now. */
export function compareTraces(
  before: SetTrace | undefined,
  after: SetTrace,
  context: Now,
): Comparison {
  const { entries, rollout } = compareRollouts(before?.rollout, after.rollout, {
    set: identityOf(after),
    now: context.now,
  });
  return {
    entries: [
      ...compareWanted(before, after, context),
      ...entries,
      ...compareFindings(before, after, context.now),
    ],
    trace: { ...after, rollout },
  };
}
