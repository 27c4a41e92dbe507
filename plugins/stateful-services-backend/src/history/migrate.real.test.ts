import createKnex from 'knex';
import { PostgresServer } from '../__testUtils__/postgres';
import { migrate } from './migrate';

jest.setTimeout(120_000);

it('lets replicas that start at once make the tables, and later ones find them', async () => {
  const server = await PostgresServer.start();
  const connection = await server.createDatabase();
  const replicas = Array.from({ length: 6 }, () =>
    createKnex({ client: 'pg', connection }),
  );
  try {
    await Promise.all(replicas.map(migrate));
    await Promise.all(replicas.map(migrate));
    for (const knex of replicas) {
      expect(await knex('knex_migrations').select('name')).toHaveLength(1);
      expect(await knex('sets').select()).toEqual([]);
    }
  } finally {
    await Promise.all(replicas.map(knex => knex.destroy()));
    await server.close();
  }
});
