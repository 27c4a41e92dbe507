import { readFileSync } from 'node:fs';
import mysql from 'mysql2/promise';
import { addressOf } from '../hostsFile.mjs';
import { runWriter } from '../runWriter.mjs';

/*
 * The client of the drills, run inside of their network: writes numbered records in transactions of their own. `servers`
 * are the names behind the Service, of which it takes the next one for each connection; it reads back through `readers`.
 * An answer counts that comes within `answerWithinMs`.
 */
const settings = JSON.parse(process.argv[2]);
const connectWithinMs = 2_000;
let turn = 0;

/** @param {readonly string[]} servers */
async function open(servers) {
  turn += 1;
  const server = servers[turn % servers.length];
  const host = addressOf(readFileSync(settings.hosts, 'utf8'), server);
  if (host === undefined) throw new Error(`${server} does not resolve`);
  const connection = await mysql.createConnection({
    ...{ host, port: 3306, user: 'app', database: 'app' },
    password: readFileSync(settings.passwordFile, 'utf8'),
    // By its authority alone: the drill connects to an address, not to the name of the Service.
    ssl: { ca: settings.authority },
    connectTimeout: connectWithinMs,
  });
  // A connection that breaks while nobody asks anything.
  connection.on('error', () => {});
  return connection;
}

async function openToWrite() {
  const connection = await open(settings.servers);
  try {
    await ask(
      connection,
      'CREATE TABLE IF NOT EXISTS records (writer VARCHAR(40), number INT, PRIMARY KEY (writer, number))',
    );
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return connection;
}

const ask = (connection, sql, values = []) =>
  connection.query({ sql, values, timeout: settings.answerWithinMs });

await runWriter({
  open: openToWrite,
  write: (connection, number) =>
    ask(connection, 'INSERT INTO records VALUES (?, ?)', [
      settings.name,
      number,
    ]),
  close: connection => connection.destroy(),
  openToRead: () => open(settings.readers),
  async read(connection) {
    const [rows] = await ask(
      connection,
      'SELECT number FROM records WHERE writer = ?',
      [settings.name],
    );
    return new Set(rows.map(({ number }) => number));
  },
});
