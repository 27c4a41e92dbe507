import { Knex } from 'knex';
import { HistoryEntry, HistoryEntryOf } from '../historyEntry';
import { addChanges } from './addChanges';
import { addSets } from './addSets';
import { closeFindings } from './closeFindings';
import { closeSets } from './closeSets';
import { endRollouts } from './endRollouts';
import { mergeReplacements } from './mergeReplacements';
import { openFindings } from './openFindings';
import { startRollouts } from './startRollouts';

type Write<TKind extends HistoryEntry['kind']> = (
  knex: Knex,
  entries: readonly HistoryEntryOf<TKind>[],
) => Promise<void>;

/** In the order in which entries of one moment are written: a rollout starts before it ends. */
const WRITES: { readonly [TKind in HistoryEntry['kind']]: Write<TKind> } = {
  setSeen: addSets,
  changed: addChanges,
  rolloutStarted: startRollouts,
  memberReplaced: mergeReplacements,
  rolloutEnded: endRollouts,
  findingClosed: closeFindings,
  findingOpened: openFindings,
  setGone: closeSets,
};

async function writeKind<TKind extends HistoryEntry['kind']>(
  knex: Knex,
  kind: TKind,
  entries: readonly HistoryEntry[],
): Promise<void> {
  const ofKind = entries.filter(
    (entry): entry is HistoryEntryOf<TKind> => entry.kind === kind,
  );
  if (ofKind.length > 0) {
    await WRITES[kind](knex, ofKind);
  }
}

/**
 * Writes entries of one moment: at most one look at each set. Not in a transaction, as each statement may be repeated, and
 * two replicas that hold locks in different orders would block each other.
 */
export async function writeEntries(
  knex: Knex,
  entries: readonly HistoryEntry[],
): Promise<void> {
  // The keys are those of the record above, which TypeScript widens to strings.
  for (const kind of Object.keys(WRITES) as HistoryEntry['kind'][]) {
    await writeKind(knex, kind, entries);
  }
}
