import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';

/** Ends all that is open of sets that were deleted. */
export async function closeSets(
  knex: Knex,
  entries: readonly HistoryEntryOf<'setGone'>[],
): Promise<void> {
  for (const { set, at } of entries) {
    const ofSet = { cluster: set.cluster, set_uid: set.setUid };
    const goneAt = new Date(at);
    await knex('rollouts')
      .where(ofSet)
      .whereNull('ended_at')
      .update({ ended_at: goneAt, outcome: 'deleted' });
    await knex('findings')
      .where(ofSet)
      .whereNull('closed_at')
      .update({ closed_at: goneAt });
    await knex('announcements').where(ofSet).delete();
    await knex('sets')
      .where(ofSet)
      .whereNull('gone_at')
      .update({ gone_at: goneAt });
  }
}
