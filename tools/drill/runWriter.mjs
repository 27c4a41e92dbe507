import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** One writer of many in a run of all drills: more writes would take the processors from what is drilled. */
const pauseMs = 100;
const reconnectAfterMs = 200;

/**
 * Writes numbered records until it is told to end, in the words of writer.mjs.
 *
 * @template Connection
 * @param {{
 *   open: () => Promise<Connection>, write: (connection: Connection, number: number) => Promise<unknown>,
 *   close: (connection: Connection) => void, openToRead: () => Promise<Connection>,
 *   read: (connection: Connection, numbers: readonly number[]) => Promise<ReadonlySet<number>>,
 * }} client `write`: throws unless the number was acknowledged; `read`: those of the numbers that are there
 */
export async function runWriter({ open, write, close, openToRead, read }) {
  const acknowledged = [];
  let isPaused = false;
  let connection;
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
  for (let number = 1; ; number += 1) {
    while (isPaused) await delay(20);
    await writeOnce(number);
  }

  async function writeOnce(number) {
    try {
      connection ??= await open();
      await write(connection, number);
      acknowledged.push(number);
      process.stdout.write(`ack ${number} ${Date.now()}\n`);
      await delay(pauseMs);
    } catch {
      if (connection !== undefined) close(connection);
      connection = undefined;
      await delay(reconnectAfterMs);
    }
  }

  async function verify() {
    isPaused = true;
    const reading = await openToRead();
    try {
      const numbers = [...acknowledged];
      const found = await read(reading, numbers);
      return numbers.filter(number => !found.has(number));
    } finally {
      close(reading);
      isPaused = false;
    }
  }
}
