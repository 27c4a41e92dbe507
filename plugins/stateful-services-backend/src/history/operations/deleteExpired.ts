import { Knex } from 'knex';

/** When a row of a table was over; null while it is not. A replacement that never ended is as old as its last step. */
const OVER_AT = {
  changes: 'at',
  rollouts: 'ended_at',
  replacements: 'coalesce(available_at, created_at, stop_asked_at)',
  findings: 'closed_at',
  sets: 'gone_at',
} as const;

/** Deletes what was over before that time, and returns how many rows that were. What is open stays, however old. */
export async function deleteExpired(knex: Knex, before: Date): Promise<number> {
  let deleted = 0;
  for (const [table, overAt] of Object.entries(OVER_AT)) {
    deleted += await knex(table).where(knex.raw(overAt), '<', before).delete();
  }
  return deleted;
}
