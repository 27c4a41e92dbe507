import { setTimeout as delay } from 'node:timers/promises';
import { Children } from '../../running/children.mjs';
import { cpuSeconds } from '../backends/processUsage.mjs';
import { waitUntilComplete } from '../backends/questions.mjs';
import { churn } from '../cluster/churn.mjs';
import { eventLatencies, pageLatencies } from '../cluster/eventLatency.mjs';
import { watchFirstSync } from '../scale/firstSync.mjs';
import { withScene } from '../scene.mjs';
import { describeViews } from './describeViews.mjs';
import { load } from './load.mjs';
import { measureSide } from './measureSide.mjs';
import { OpenPage, prepareApp } from './openPage.mjs';

const churnPerSecond = 10;

/**
 * What a page view costs, beside the Kubernetes plugin of Backstage on the same API server.
 *
 * @param {{ services?: number, viewers?: readonly number[], seconds?: number, events?: number }} [size]
 *   `seconds`: for which each number of viewers asks; the peer answers some dozens a second, and its p99 needs some hundreds
 * @returns {Promise<import('../result.mjs').PartResult>}
 */
export async function viewPart({
  services = 1_000,
  viewers = [1, 10, 50, 200],
  seconds = 16,
  events = 100,
} = {}) {
  const entities = Math.min(services, Math.max(...viewers));
  const size = { viewers, seconds, entities };
  await prepareApp(preparing());
  return withScene({ services, entities }, async scene => {
    const restCpu = await measureIdle(scene, { seconds });
    const own = await measureOwn(scene, { ...size, events });
    const pages = await measurePage(scene, { events });
    const peer = await scene.withBackend('peer', backend =>
      measureSide('peer', backend, { scene, ...size }),
    );
    return describeViews({ services, seconds, own, pages, peer, restCpu });
  });
}

function preparing() {
  const children = new Children();
  children.endOnSignals();
  return children;
}

async function measureOwn(scene, size) {
  let sync;
  const measured = await scene.withBackend(
    'own',
    backend => measureOwnViews(scene, backend, size),
    {
      whileStarting: async (pid, url) => {
        sync = await watchFirstSync({
          pid,
          url,
          apiPort: scene.apiPort,
          apiServerPid: scene.plane.apiServerPid,
        });
      },
    },
  );
  return { ...measured, syncCpu: sync.backendCpu + sync.apiServerCpu };
}

/** The page of a service, in a Chromium, as the portal serves it. */
function measurePage(scene, { events }) {
  return scene.withBackend('page', async backend => {
    await waitUntilComplete('own', backend, 1);
    const page = await OpenPage.open(backend, 'service-0');
    try {
      return await pageLatencies(scene.api, page, { index: 0, events });
    } finally {
      await page.close();
    }
  });
}

async function measureOwnViews(
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
