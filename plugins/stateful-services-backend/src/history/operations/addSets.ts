import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';
import { setColumns } from '../rows';

/** Remembers what is wanted of sets, unless a later generation is known already: a replica may lag behind another. */
export async function addSets(
  knex: Knex,
  entries: readonly HistoryEntryOf<'setSeen'>[],
): Promise<void> {
  await knex('sets')
    .insert(
      entries.map(({ set, wanted, at }) => ({
        ...setColumns(set),
        generation: wanted.generation,
        revision: wanted.revision,
        images: JSON.stringify(wanted.images),
        replicas: wanted.replicas,
        seen_at: new Date(at),
      })),
    )
    .onConflict(['cluster', 'set_uid'])
    .merge(['generation', 'revision', 'images', 'replicas'])
    .where('sets.generation', '<', knex.ref('excluded.generation'));
}
