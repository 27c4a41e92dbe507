import { Knex } from 'knex';
import { setColumns } from '../rows';
import { SetIdentity } from '../setTrace';

/** Remembers that the owner is told of the set. False when another replica has done so: then that one tells. */
export async function addAnnouncement(
  knex: Knex,
  set: SetIdentity,
  at: Date,
): Promise<boolean> {
  const added = await knex('announcements')
    .insert({ ...setColumns(set), announced_at: at })
    .onConflict(['cluster', 'set_uid'])
    .ignore()
    .returning('set_uid');
  return added.length > 0;
}
