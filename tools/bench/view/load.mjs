import autocannon from 'autocannon';
import { percentile } from '../percentile.mjs';
import { progress } from '../progress.mjs';

/**
 * Viewers who ask again as soon as they have an answer, each about an entity of its own.
 *
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ viewers: number, seconds: number, question: (viewer: number) => object }} wish
 * @returns {Promise<{ views: number, perSecond: number, p50: number, p95: number, p99: number, failed: number }>}
 *   percentiles in milliseconds
 */
export async function load({ url, token }, { viewers, seconds, question }) {
  progress(`${viewers} viewers for ${seconds} s`);
  let viewer = 0;
  const times = [];
  const run = autocannon({
    url,
    connections: viewers,
    duration: seconds,
    timeout: 30,
    setupClient(client) {
      const { headers, ...rest } = question(viewer);
      viewer += 1;
      client.setRequests([
        { ...rest, headers: { ...headers, authorization: `Bearer ${token}` } },
      ]);
    },
  });
  run.on('response', (_client, _status, _bytes, milliseconds) =>
    times.push(milliseconds),
  );
  const result = await run;
  return {
    views: result['2xx'],
    perSecond: result['2xx'] / result.duration,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    failed: result.non2xx + result.errors + result.timeouts,
  };
}
