import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Relay } from './relay.mjs';

let server;
let relay;

beforeEach(async () => {
  server = createServer(socket => socket.on('error', () => {}).pipe(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  relay = await Relay.start(`https://127.0.0.1:${server.address().port}`);
});

afterEach(async () => {
  await relay.close();
  server.close();
});

async function open() {
  const client = connect(Number(new URL(relay.url).port), '127.0.0.1');
  client.on('error', () => {});
  await once(client, 'connect');
  return client;
}

async function isEchoed(client) {
  client.write('hello');
  const [data] = await once(client, 'data');
  return data.toString() === 'hello';
}

/** A reset is an error as well, which `once` would not wait beyond. */
const isClosed = client =>
  new Promise(resolve => {
    client.once('close', resolve);
  });

describe('a relay', () => {
  it('passes on what is said', async () => {
    assert.equal(await isEchoed(await open()), true);
    assert.equal(relay.connections, 1);
  });

  it('resets connections when it cuts them, and takes new ones', async () => {
    const client = await open();
    await isEchoed(client);
    relay.cut();
    await isClosed(client);
    assert.equal(await isEchoed(await open()), true);
  });

  it('accepts and never answers while silent, and hears who goes away', async () => {
    relay.become('silent');
    const client = await open();
    client.write('hello');
    client.once('data', () => assert.fail('It answered'));
    while (relay.connections === 0) await new Promise(setImmediate);
    client.destroy();
    while (relay.connections > 0) await new Promise(setImmediate);
  });

  it('keeps connections open while stalled, and cuts them when it opens', async () => {
    const client = await open();
    await isEchoed(client);
    relay.become('stalled');
    client.once('data', () => assert.fail('It answered'));
    client.write('hello');
    assert.equal(relay.connections, 1);
    relay.become('open');
    await isClosed(client);
  });
});
