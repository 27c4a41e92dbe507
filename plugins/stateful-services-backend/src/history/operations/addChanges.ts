import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { HistoryEntryOf } from '../historyEntry';
import { setColumns } from '../rows';

/** Writes what changed with a generation. Who comes second says nothing: a generation changes one thing once. */
export async function addChanges(
  knex: Knex,
  entries: readonly HistoryEntryOf<'changed'>[],
): Promise<void> {
  await knex('changes')
    .insert(
      entries.map(({ set, before, wanted, at, authorship }) => ({
        id: randomUUID(),
        ...setColumns(set),
        generation: wanted.generation,
        at: new Date(at),
        revision: wanted.revision,
        previous_revision: before.revision,
        images: JSON.stringify(wanted.images),
        previous_images: JSON.stringify(before.images),
        replicas: wanted.replicas,
        previous_replicas: before.replicas,
        author: authorship.author ?? null,
        cause: authorship.cause ?? null,
      })),
    )
    .onConflict(['cluster', 'set_uid', 'generation'])
    .ignore();
}
