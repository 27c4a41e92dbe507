import { setTimeout as delay } from 'node:timers/promises';
import { cpuSeconds } from '../backends/processUsage.mjs';
import { churn } from '../cluster/churn.mjs';
import { eventLatencies } from '../cluster/eventLatency.mjs';
import { withScene } from '../scene.mjs';
import { load } from './load.mjs';
import { measureSide } from './measureSide.mjs';
import { describeViews } from './describeViews.mjs';

const churnPerSecond = 10;

/**
 * What a page view costs, beside the Kubernetes plugin of Backstage on the same API server.
 *
 * @param {{ services?: number, viewers?: readonly number[], seconds?: number, events?: number }} [size]
 *   `seconds`: for which each number of viewers asks
 * @returns {Promise<import('../result.mjs').PartResult>}
 */
export async function viewPart({
  services = 1_000,
  viewers = [1, 10, 50, 200],
  seconds = 8,
  events = 100,
} = {}) {
  const entities = Math.min(services, Math.max(...viewers));
  const size = { viewers, seconds, entities };
  return withScene({ services, entities }, async scene => {
    const restCpu = await measureIdle(scene, { seconds });
    const own = await scene.withBackend('own', backend =>
      measureOwn(scene, backend, { ...size, events }),
    );
    const peer = await scene.withBackend('peer', backend =>
      measureSide('peer', backend, { scene, ...size }),
    );
    return describeViews({ services, own, peer, restCpu });
  });
}

async function measureOwn(
  scene,
  backend,
  { viewers, seconds, events, entities },
) {
  const side = await measureSide('own', backend, {
    scene,
    viewers,
    seconds,
    entities,
  });
  const stored = await load(backend, {
    viewers: 10,
    seconds,
    question: () => ({
      method: 'GET',
      path: `/api/stored/${side.answerBytes}`,
    }),
  });
  const latencies = await eventLatencies(scene.api, backend, {
    index: 0,
    events,
  });
  const idle = await measureIdle(scene, { seconds, backend });
  return { ...side, stored, latencies, idle };
}

/** The work of a second in which pods change and nobody looks. */
async function measureIdle({ api, plane }, { seconds, backend }) {
  const busy = async () =>
    (await cpuSeconds(plane.apiServerPid)) +
    (backend ? await cpuSeconds(backend.pid) : 0);
  const changes = churn(api, {
    services: [1, 2, 3],
    perSecond: churnPerSecond,
  });
  const before = await busy();
  await delay(seconds * 1_000);
  const after = await busy();
  await changes.stop();
  return (after - before) / seconds;
}
