import { createServer } from 'node:net';

const answerTimeoutMs = 3_000;

/**
 * Who is on this port of the loopback interface.
 *
 * @param {number} port
 * @returns {Promise<'free' | 'portal' | 'other' | 'forbidden'>} `forbidden`: this user may not listen there
 */
export async function whoIsOnPort(port) {
  const listening = await tryToListen(port);
  if (listening !== 'taken') return listening;
  return (await isPortal(port)) ? 'portal' : 'other';
}

/**
 * Ports of the loopback interface that nobody listens on right now, all different.
 *
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function findFreePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  await Promise.all(servers.map(server => listen(server, 0)));
  const ports = servers.map(server => server.address().port);
  await Promise.all(servers.map(close));
  return ports;
}

/** @param {import('node:net').Server} server @param {number} port */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
}

/** @param {import('node:net').Server} server */
function close(server) {
  return new Promise(resolve => {
    server.close(resolve);
  });
}

/** @param {number} port @returns {Promise<'free' | 'taken' | 'forbidden'>} */
async function tryToListen(port) {
  const server = createServer();
  try {
    await listen(server, port);
    await close(server);
    return 'free';
  } catch (error) {
    if (error.code === 'EADDRINUSE') return 'taken';
    if (error.code === 'EACCES') return 'forbidden';
    throw error;
  }
}

/**
 * @remarks Any Backstage answers the readiness path, so the title of the page tells ours from another one.
 * @param {number} port
 */
async function isPortal(port) {
  const get = async path => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    return response.ok ? response.text() : '';
  };
  try {
    const health = await get('/.backstage/health/v1/liveness');
    return (
      health.includes('"ok"') &&
      (await get('/')).includes('<title>Stateful Services</title>')
    );
  } catch {
    return false;
  }
}
