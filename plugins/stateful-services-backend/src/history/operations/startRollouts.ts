import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';
import { setColumns } from '../rows';

/**
 * Opens rollouts. A revision and its generation name a rollout wherever it is seen, so that it is opened once. A set has one
 * rollout at a time: what an earlier generation left open, if only because its end was never written, is over.
 */
export async function startRollouts(
  knex: Knex,
  entries: readonly HistoryEntryOf<'rolloutStarted'>[],
): Promise<void> {
  await knex('rollouts')
    .insert(
      entries.map(({ set, rollout, at }) => ({
        id: randomUUID(),
        ...setColumns(set),
        ...rollout,
        started_at: new Date(at),
      })),
    )
    .onConflict(['cluster', 'set_uid', 'revision', 'generation'])
    .ignore();
  for (const { set, rollout, at } of entries) {
    await knex('rollouts')
      .where({ cluster: set.cluster, set_uid: set.setUid })
      .where('generation', '<', rollout.generation)
      .whereNull('ended_at')
      .update({ ended_at: new Date(at), outcome: 'superseded' });
  }
}
