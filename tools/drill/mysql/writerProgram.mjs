import { readFileSync } from 'node:fs';
import mysql from 'mysql2/promise';
import { addressOf } from '../hostsFile.mjs';
import { runWriter } from '../runWriter.mjs';

/*
 * The client of the drills, run inside of their network: writes numbered records in transactions of their own. `servers`
 * are the names behind the Service, of which it takes the next one for each connection.
 */
const { hosts, servers, port, passwordFile, name } = JSON.parse(
  process.argv[2],
);
const connectWithinMs = 2_000;
const answerWithinMs = 5_000;
let turn = 0;

async function open() {
  turn += 1;
  const server = servers[turn % servers.length];
  const host = addressOf(readFileSync(hosts, 'utf8'), server);
  if (host === undefined) throw new Error(`${server} does not resolve`);
  const connection = await mysql.createConnection({
    ...{ host, port, user: 'app', database: 'app' },
    password: readFileSync(passwordFile, 'utf8'),
    // Encrypted; the name of the Service is not what the drill connects to.
    ssl: { rejectUnauthorized: false },
    connectTimeout: connectWithinMs,
  });
  // A connection that breaks while nobody asks anything.
  connection.on('error', () => {});
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
  connection.query({ sql, values, timeout: answerWithinMs });

await runWriter({
  open,
  write: (connection, number) =>
    ask(connection, 'INSERT INTO records VALUES (?, ?)', [name, number]),
  close: connection => connection.destroy(),
  openToRead: open,
  async read(connection) {
    const [rows] = await ask(
      connection,
      'SELECT number FROM records WHERE writer = ?',
      [name],
    );
    return new Set(rows.map(({ number }) => number));
  },
});
