import { request } from 'node:http';

const attempts = 5;
const attemptMs = 500;

/**
 * Makes the backend take WebSockets, so that pages follow changes from the first view on.
 *
 * The signals backend (0.3.19) begins to listen for them at the first request for one, and leaves that request without
 * an answer; a browser then waits some seconds before it asks again.
 *
 * @param {number} port
 */
export async function openSignals(port) {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (await isUpgraded(port)) return;
  }
}

/** @param {number} port @returns {Promise<boolean>} whether a WebSocket was opened, which is closed again */
function isUpgraded(port) {
  return new Promise(resolve => {
    const asking = request({
      host: '127.0.0.1',
      port,
      path: '/api/signals',
      timeout: attemptMs,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
      },
    });
    const end = upgraded => {
      asking.destroy();
      resolve(upgraded);
    };
    asking.once('upgrade', (_response, socket) => {
      socket.destroy();
      end(true);
    });
    for (const event of ['response', 'timeout', 'error']) {
      asking.once(event, () => end(false));
    }
    asking.end();
  });
}
