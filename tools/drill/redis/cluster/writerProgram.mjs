import { readFileSync } from 'node:fs';
import { addressOf } from '../../hostsFile.mjs';
import { runWriter } from '../../runWriter.mjs';
import { RedisConnection } from '../connection.mjs';
import { ClusterConnection } from './clusterConnection.mjs';
import { keyInThird } from './slots.mjs';

/*
 * The client of the drills, run inside of their network. A record is one key in each third of the slots, and counts as
 * acknowledged when all of them are: a gap of one shard is a gap. With `only`, all commands go to that address, and the
 * record is the key in its third alone.
 */
const { hosts, members, passwordFile, prefix, only, third } = JSON.parse(
  process.argv[2],
);
const thirds = only ? [third] : [0, 1, 2];
const password = () => readFileSync(passwordFile, 'utf8');

const openCluster = () =>
  Promise.resolve(
    new ClusterConnection({
      members,
      password,
      resolve: name => addressOf(readFileSync(hosts, 'utf8'), name),
    }),
  );

async function openOnly() {
  const connection = await RedisConnection.open({
    ...{ host: only, port: 6379, password: password(), timeoutMs: 1_000 },
  });
  return {
    ask: (_, command) => connection.ask(command, 2_000),
    close: () => connection.close(),
  };
}

const keysOf = number =>
  thirds.map(each => keyInThird(`${prefix}:${number}`, each));

async function read(connection, numbers) {
  const found = new Set();
  const work = numbers.values();
  // Some at a time, each after the other.
  const reader = async () => {
    for (const number of work) {
      const values = await Promise.all(
        keysOf(number).map(key => connection.ask(key, ['GET', key])),
      );
      if (values.every(value => value === String(number))) found.add(number);
    }
  };
  await Promise.all(Array.from({ length: 20 }, reader));
  return found;
}

await runWriter({
  open: only ? openOnly : openCluster,
  write: (connection, number) =>
    Promise.all(
      keysOf(number).map(key =>
        connection.ask(key, ['SET', key, String(number)]),
      ),
    ),
  close: connection => connection.close(),
  openToRead: openCluster,
  read,
});
