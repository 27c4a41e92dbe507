import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { RedisConnection } from './connection.mjs';

/*
 * The client of the drills, run inside of their network: writes numbered records, one after the other, to the primary
 * that a Sentinel names. Prints "ack NUMBER MILLISECONDS" for each that Redis acknowledged, and on "verify" which of
 * them the primary does not have.
 */
const { hosts, members, password, prefix, only } = JSON.parse(process.argv[2]);
const connectWithinMs = 1_000;
const answerWithinMs = 2_000;
const pauseMs = 4;
const acknowledged = [];
let isPaused = false;
let number = 0;

/** @param {string} name */
function addressOf(name) {
  const line = readFileSync(hosts, 'utf8')
    .split('\n')
    .find(each => each.trim().split(' ')[1] === name);
  if (line === undefined) throw new Error(`${name} does not resolve`);
  return line.trim().split(' ')[0];
}

const open = (host, port) =>
  RedisConnection.open({ host, port, password, timeoutMs: connectWithinMs });

async function openPrimary() {
  for (const member of members) {
    const name = await askSentinel(member).catch(() => undefined);
    if (!name) continue;
    const connection = await open(addressOf(name), 6379);
    const [role] = await connection.ask(['ROLE'], answerWithinMs);
    if (role === 'master') return connection;
    connection.close();
  }
  throw new Error('no Sentinel names a primary');
}

/** @param {string} member */
async function askSentinel(member) {
  const sentinel = await open(addressOf(member), 26379);
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

async function write() {
  let connection;
  for (;;) {
    if (isPaused) {
      await delay(20);
      continue;
    }
    number += 1;
    try {
      connection ??= await (only ? open(only, 6379) : openPrimary());
      await connection.ask(
        ['SET', `${prefix}:${number}`, String(number)],
        answerWithinMs,
      );
      acknowledged.push(number);
      process.stdout.write(`ack ${number} ${Date.now()}\n`);
      await delay(pauseMs);
    } catch {
      connection?.close();
      connection = undefined;
      await delay(50);
    }
  }
}

async function verify() {
  isPaused = true;
  const connection = await openPrimary();
  const missing = [];
  for (let start = 0; start < acknowledged.length; start += 1000) {
    const part = acknowledged.slice(start, start + 1000);
    const values = await connection.ask(
      ['MGET', ...part.map(each => `${prefix}:${each}`)],
      answerWithinMs,
    );
    part.forEach((each, index) => {
      if (values[index] !== String(each)) missing.push(each);
    });
  }
  connection.close();
  isPaused = false;
  return missing;
}

const verbs = {
  verify: () =>
    verify().then(
      missing => `verified ${JSON.stringify(missing)}`,
      error => `failed ${error.message}`,
    ),
  end: () => process.exit(0),
};
createInterface({ input: process.stdin }).on('line', async verb => {
  process.stdout.write(`${await verbs[verb]()}\n`);
});
await write();
