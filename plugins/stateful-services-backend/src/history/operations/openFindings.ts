import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';
import { ordinalColumn, setColumns } from '../rows';

/** A finding that comes back sooner is the same one: it flaps, or another replica had not seen yet that it was over. */
export const SAME_FINDING_MS = 60_000;

/**
 * Opens findings, each once whoever sees it: one that was closed a moment ago goes on, one that is open stays as it is.
 */
export async function openFindings(
  knex: Knex,
  entries: readonly HistoryEntryOf<'findingOpened'>[],
): Promise<void> {
  await reopenLatelyClosed(knex, entries);
  await knex('findings')
    .insert(
      entries.map(({ set, finding, at }) => ({
        id: randomUUID(),
        ...setColumns(set),
        rule: finding.rule,
        ordinal: ordinalColumn(finding.ordinal),
        severity: finding.severity,
        title: finding.title,
        opened_at: new Date(at),
      })),
    )
    // No target: the partial index that lets a finding be open once cannot be named alike in PostgreSQL and SQLite.
    .onConflict()
    .ignore();
}

async function reopenLatelyClosed(
  knex: Knex,
  entries: readonly HistoryEntryOf<'findingOpened'>[],
): Promise<void> {
  const earliest = Math.min(...entries.map(({ at }) => at));
  await knex('findings')
    .whereIn(
      ['cluster', 'set_uid', 'rule', 'ordinal'],
      entries.map(({ set, finding }) => [
        set.cluster,
        set.setUid,
        finding.rule,
        ordinalColumn(finding.ordinal),
      ]),
    )
    .where('closed_at', '>', new Date(earliest - SAME_FINDING_MS))
    .whereNotExists(
      knex('findings as open')
        .select(knex.raw('1'))
        .whereNull('open.closed_at')
        .where('open.cluster', knex.ref('findings.cluster'))
        .where('open.set_uid', knex.ref('findings.set_uid'))
        .where('open.rule', knex.ref('findings.rule'))
        .where('open.ordinal', knex.ref('findings.ordinal')),
    )
    .update({ closed_at: null });
}
