import autocannon from 'autocannon';
import { latencyOf } from '../percentile.mjs';
import { progress } from '../progress.mjs';

/**
 * Viewers who ask again as soon as they have an answer, each about an entity of its own and on a connection of its own. All
 * come at once, and a server takes one new connection in a turn of its loop (libuv 1.52.1), so what is answered in the first
 * seconds is told apart: it says how connections are opened under load, not how views are answered.
 *
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ viewers: number, seconds: number, arrivalSeconds?: number, question: (viewer: number) => object }} wish
 *   `arrivalSeconds`: before the `seconds` that are measured
 * @returns {Promise<{ views: number, perSecond: number, p50: number, p95: number, p99: number, arrivalP99: number, failed: number }>}
 *   percentiles in milliseconds; `views` and `failed` with the arrival
 */
export async function load(
  { url, token },
  { viewers, seconds, arrivalSeconds = 0, question },
) {
  progress(`${viewers} viewers for ${arrivalSeconds} + ${seconds} s`);
  let viewer = 0;
  const times = [];
  const arrivalTimes = [];
  const run = autocannon({
    url,
    connections: viewers,
    duration: arrivalSeconds + seconds,
    timeout: 30,
    setupClient(client) {
      const { headers, ...rest } = question(viewer);
      viewer += 1;
      client.setRequests([
        { ...rest, headers: { ...headers, authorization: `Bearer ${token}` } },
      ]);
    },
  });
  const arrivedAt = performance.now() + arrivalSeconds * 1_000;
  run.on('response', (_client, _status, _bytes, milliseconds) => {
    (performance.now() < arrivedAt ? arrivalTimes : times).push(milliseconds);
  });
  const result = await run;
  return {
    views: result['2xx'],
    perSecond: times.length / seconds,
    ...latencyOf(times),
    arrivalP99: latencyOf(arrivalTimes).p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}
