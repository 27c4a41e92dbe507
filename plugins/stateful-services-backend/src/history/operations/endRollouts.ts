import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';

/** Ends rollouts. The first who saw the end is believed: one that looks later may only see a later restart. */
export async function endRollouts(
  knex: Knex,
  entries: readonly HistoryEntryOf<'rolloutEnded'>[],
): Promise<void> {
  for (const { set, rollout, at, outcome } of entries) {
    await knex('rollouts')
      .where({ cluster: set.cluster, set_uid: set.setUid, ...rollout })
      .whereNull('ended_at')
      .update({ ended_at: new Date(at), outcome });
  }
}
