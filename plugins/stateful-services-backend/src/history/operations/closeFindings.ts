import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';
import { ordinalColumn } from '../rows';

/** Closes findings that are open and were opened before: a replica that lags cannot close one that it has not seen yet. */
export async function closeFindings(
  knex: Knex,
  entries: readonly HistoryEntryOf<'findingClosed'>[],
): Promise<void> {
  for (const { set, finding, at } of entries) {
    await knex('findings')
      .where({
        cluster: set.cluster,
        set_uid: set.setUid,
        rule: finding.rule,
        ordinal: ordinalColumn(finding.ordinal),
      })
      .whereNull('closed_at')
      .where('opened_at', '<=', new Date(at))
      .update({ closed_at: new Date(at) });
  }
}
