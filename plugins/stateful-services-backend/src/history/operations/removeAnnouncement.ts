import { Knex } from 'knex';
import { SetIdentity } from '../setTrace';

/** Forgets that the owner was told of the set. False when that was not remembered. */
export async function removeAnnouncement(
  knex: Knex,
  { cluster, setUid }: SetIdentity,
): Promise<boolean> {
  const removed = await knex('announcements')
    .where({ cluster, set_uid: setUid })
    .delete();
  return removed > 0;
}
