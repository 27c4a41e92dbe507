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

/** A port of the loopback interface that nobody listens on right now. */
export async function findFreePort() {
  const server = createServer();
  await new Promise((resolve, reject) =>
    server.once('error', reject).listen(0, '127.0.0.1', resolve),
  );
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** @param {number} port @returns {Promise<'free' | 'taken' | 'forbidden'>} */
async function tryToListen(port) {
  const server = createServer();
  try {
    await new Promise((resolve, reject) =>
      server.once('error', reject).listen(port, '127.0.0.1', resolve),
    );
    await new Promise(resolve => server.close(resolve));
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
