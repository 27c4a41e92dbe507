import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { findFreePorts, whoIsOnPort } from './port.mjs';

/** Listens for the time of one test and gives the port. */
async function listen(test, server) {
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  test.after(() => new Promise(resolve => server.close(resolve)));
  return server.address().port;
}

const backstage = title =>
  createHttpServer((request, response) => {
    const isHealth = request.url.startsWith('/.backstage/health/');
    response.end(
      isHealth ? '{"status":"ok"}' : `<html><title>${title}</title></html>`,
    );
  });

describe('a port', () => {
  it('is free when nobody listens', async () => {
    const [port] = await findFreePorts(1);
    assert.equal(await whoIsOnPort(port), 'free');
  });

  it('is taken by a portal when this project answers', async test => {
    assert.equal(
      await whoIsOnPort(await listen(test, backstage('Stateful Services'))),
      'portal',
    );
  });

  it('is taken by another program when some other Backstage answers', async test => {
    assert.equal(
      await whoIsOnPort(await listen(test, backstage('Scaffolded App'))),
      'other',
    );
  });

  it('is taken by another program when it closes every connection', async test => {
    const rude = createServer(socket => socket.destroy());
    assert.equal(await whoIsOnPort(await listen(test, rude)), 'other');
  });

  it('is taken by another program when it never answers', async test => {
    const sockets = new Set();
    const silent = createServer(socket => sockets.add(socket));
    const port = await listen(test, silent);
    assert.equal(await whoIsOnPort(port), 'other');
    sockets.forEach(socket => socket.destroy());
  });
});

it('free ports are all different', async () => {
  const ports = await findFreePorts(20);
  assert.equal(new Set(ports).size, 20);
});
