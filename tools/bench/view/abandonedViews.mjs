import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { openSockets } from '../backends/processUsage.mjs';

const atOnce = 10;
const settledWithinMs = 10_000;

/**
 * Has people leave before their pages are answered.
 *
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ views: number, question: (viewer: number) => object }} wish
 * @returns {Promise<number>} sockets that the backend still has open for them after a while
 */
export async function leftByAbandonedViews(backend, { views, question }) {
  const before = await openSockets(backend.pid);
  for (let view = 0; view < views; view += atOnce) {
    await Promise.all(
      Array.from({ length: atOnce }, (_, index) =>
        abandon(backend, question(view + index)),
      ),
    );
  }
  const deadline = performance.now() + settledWithinMs;
  for (;;) {
    const left = (await openSockets(backend.pid)) - before;
    if (left <= 0) return 0;
    if (performance.now() > deadline) return left;
    await delay(100);
  }
}

async function abandon({ url, token }, { method, path, headers, body }) {
  const asking = request(`${url}${path}`, {
    method,
    agent: false,
    headers: { ...headers, authorization: `Bearer ${token}` },
  });
  // It is ended by ourselves.
  asking.on('error', () => {});
  asking.end(body);
  await once(asking, 'finish');
  await delay(1);
  asking.destroy();
}
