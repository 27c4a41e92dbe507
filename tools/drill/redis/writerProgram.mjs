import { readFileSync } from 'node:fs';
import { addressOf } from '../hostsFile.mjs';
import { runWriter } from '../runWriter.mjs';
import { RedisConnection } from './connection.mjs';

/*
 * The client of the drills, run inside of their network: writes numbered records, one after the other, to the primary
 * that a Sentinel names, or to the only member. Prints "ack NUMBER MILLISECONDS" for each that Redis acknowledged, and on "verify" which of
 * them the primary does not have.
 */
const { hosts, members, passwordFile, prefix, only } = JSON.parse(
  process.argv[2],
);
const connectWithinMs = 1_000;
const answerWithinMs = 2_000;

const resolve = name => addressOf(readFileSync(hosts, 'utf8'), name);
const open = (host, port) =>
  RedisConnection.open({
    ...{ host, port, timeoutMs: connectWithinMs },
    // It may have been changed.
    password: readFileSync(passwordFile, 'utf8'),
  });

async function openPrimary() {
  if (members.length === 1) return open(resolve(members[0]), 6379);
  for (const member of members) {
    const name = await askSentinel(member).catch(() => undefined);
    if (!name) continue;
    const connection = await open(resolve(name), 6379);
    const [role] = await connection.ask(['ROLE'], answerWithinMs);
    if (role === 'master') return connection;
    connection.close();
  }
  throw new Error('no Sentinel names a primary');
}

/** @param {string} member */
async function askSentinel(member) {
  const sentinel = await open(resolve(member), 26379);
  try {
    const [name] = await sentinel.ask(
      ['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'primary'],
      answerWithinMs,
    );
    return name;
  } finally {
    sentinel.close();
  }
}

/** @param {RedisConnection} connection @param {readonly number[]} numbers */
async function read(connection, numbers) {
  const found = new Set();
  for (let start = 0; start < numbers.length; start += 1000) {
    const keys = numbers
      .slice(start, start + 1000)
      .map(number => `${prefix}:${number}`);
    const values = await connection.ask(['MGET', ...keys], answerWithinMs);
    values.forEach(value => found.add(Number(value)));
  }
  return found;
}

await runWriter({
  open: () => (only ? open(only, 6379) : openPrimary()),
  write: (connection, number) =>
    connection.ask(
      ['SET', `${prefix}:${number}`, String(number)],
      answerWithinMs,
    ),
  close: connection => connection.close(),
  openToRead: openPrimary,
  read,
});
