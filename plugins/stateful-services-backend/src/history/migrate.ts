import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Where the migrations of the history are. */
export const MIGRATIONS = resolvePackagePath(
  'backstage-plugin-stateful-services-backend',
  'migrations',
);

/** Of an advisory lock of PostgreSQL. Any number does that others of the same database do not take. */
const LOCK = 779_314_055;

/**
 * Brings the tables up to date.
 *
 * @remarks
 * Replicas that start at once do so one after the other. Knex has a lock for that, whose table is made without one: two that
 * make it together leave two rows in it, and with two rows neither they nor any later start can take it (Knex 3.3).
 */
export async function migrate(knex: Knex): Promise<void> {
  if (knex.client.config.client !== 'pg') {
    await knex.migrate.latest({ directory: MIGRATIONS });
    return;
  }
  await knex.transaction(async lock => {
    await lock.raw('select pg_advisory_xact_lock(?)', [LOCK]);
    await knex.migrate.latest({ directory: MIGRATIONS });
  });
}
