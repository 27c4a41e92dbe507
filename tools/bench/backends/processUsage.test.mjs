import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import {
  connectionsTo,
  cpuSeconds,
  memory,
  openSockets,
} from './processUsage.mjs';

const options = {
  skip: process.platform !== 'linux' && 'only Linux has /proc',
};

test('the work of a process grows as it works', options, async () => {
  const before = await cpuSeconds(process.pid);
  while ((await cpuSeconds(process.pid)) < before + 0.05);
});

test('resident memory is below its peak', options, async () => {
  const { residentMiB, peakMiB } = await memory(process.pid);
  assert.ok(residentMiB > 1);
  assert.ok(peakMiB >= residentMiB);
});

test('only the own connections to a port are counted', options, async () => {
  const server = createServer(socket => socket.resume());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  assert.equal(await connectionsTo(process.pid, port), 0);
  const client = connect(port, '127.0.0.1');
  await once(client, 'connect');
  assert.equal(await connectionsTo(process.pid, port), 1);
  // The server that listens and both ends of the connection.
  assert.ok((await openSockets(process.pid)) >= 3);
  client.destroy();
  server.close();
});
