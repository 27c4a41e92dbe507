import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import createKnex from 'knex';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; `nobody` is there on every Linux, and owns nothing. */
const NOBODY = 65_534;

const identity =
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;

function isProgramFolder(folder: string): boolean {
  return ['initdb', 'pg_ctl'].every(name => existsSync(join(folder, name)));
}

/** The folder of the newest server programs of this machine; Debian keeps them off the path. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  return [
    ...versions
      .sort((a, b) => Number(b) - Number(a))
      .map(version => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ].find(isProgramFolder);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') {
    throw new Error('A TCP server has no port');
  }
  return address.port;
}

/** A real server on loopback, with its files in a temporary folder. */
export class PostgresServer {
  #databases = 0;

  private constructor(
    private readonly programs: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<PostgresServer> {
    const programs = findPostgres();
    if (!programs) {
      throw new Error(
        'This machine has no PostgreSQL server programs (initdb, pg_ctl); install the package postgresql',
      );
    }
    const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    if (identity) {
      await chown(folder, identity.uid, identity.gid);
    }
    const server = new PostgresServer(programs, folder, await findFreePort());
    await server.#run('initdb', [
      ...['--pgdata', join(folder, 'data')],
      ...['--username', 'test', '--auth', 'trust', '--no-sync'],
    ]);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const settings = `-h 127.0.0.1 -p ${this.port} -k ${this.folder} -c fsync=off`;
    await this.#control('start', [
      '-o',
      settings,
      '-l',
      join(this.folder, 'log'),
    ]);
  }

  /** `immediate`: as if the machine had lost its power. */
  async stop(mode: 'immediate' | 'fast'): Promise<void> {
    await this.#control('stop', ['-m', mode]);
  }

  /** The connection of a new and empty database, as Backstage and Knex take it. */
  async createDatabase(): Promise<{
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  }> {
    this.#databases += 1;
    const connection = { host: '127.0.0.1', port: this.port, user: 'test' };
    const database = `test_${this.#databases}`;
    const knex = createKnex({
      client: 'pg',
      connection: { ...connection, database: 'postgres' },
    });
    await knex.raw('create database ??', [database]);
    await knex.destroy();
    return { ...connection, database };
  }

  async close(): Promise<void> {
    await this.stop('immediate').catch(() => undefined);
    await rm(this.folder, { recursive: true, force: true });
  }

  #control(command: string, args: readonly string[]): Promise<void> {
    const data = join(this.folder, 'data');
    return this.#run('pg_ctl', [command, '-D', data, '-w', ...args]);
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    await run(join(this.programs, program), args, {
      cwd: this.folder,
      timeout: 60_000,
      ...identity,
    });
  }
}
