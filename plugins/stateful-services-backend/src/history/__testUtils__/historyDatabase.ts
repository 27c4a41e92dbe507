import createKnex, { Knex } from 'knex';
import { findPostgres, PostgresServer } from '../../__testUtils__/postgres';
import { migrate } from '../migrate';

async function createTables(knex: Knex): Promise<Knex> {
  await migrate(knex);
  return knex;
}

/** An SQLite database in this process with the tables of the history. */
export function openHistory(): Promise<Knex> {
  return createTables(
    createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    }),
  );
}

/** A kind of database that the history must work on. */
export interface TestedDatabase {
  readonly name: string;
  start(): Promise<void>;
  close(): Promise<void>;
  /** A new database with the tables of the history. */
  open(): Promise<Knex>;
}

const sqlite: TestedDatabase = {
  name: 'SQLite',
  start: async () => undefined,
  close: async () => undefined,
  open: openHistory,
};

function postgres(): TestedDatabase {
  let server: PostgresServer | undefined;
  return {
    name: 'PostgreSQL',
    async start() {
      server = await PostgresServer.start();
    },
    async close() {
      await server?.close();
    },
    async open() {
      const connection = await server?.createDatabase();
      return createTables(createKnex({ client: 'pg', connection }));
    },
  };
}

/** Where the real tools are, PostgreSQL is tested whatever happens; elsewhere only if this machine has it. */
function databases(): readonly TestedDatabase[] {
  if (findPostgres() || process.env.REAL_TOOLS_DIR) {
    return [sqlite, postgres()];
  }
  // eslint-disable-next-line no-console -- whoever reads the result must know what was not tried
  console.info(
    'PostgreSQL is skipped: this machine has no PostgreSQL server programs (initdb, pg_ctl)',
  );
  return [sqlite];
}

export const DATABASES = databases();
