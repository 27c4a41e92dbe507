import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { installTools } from '../../real/installTools.mjs';
import { cpuSeconds } from '../backends/processUsage.mjs';
import { startBackend } from '../backends/startBackend.mjs';
import { ApiServer } from '../cluster/apiServer.mjs';
import { churn } from '../cluster/churn.mjs';
import { eventLatencies } from '../cluster/eventLatency.mjs';
import { startWrittenCluster } from '../cluster/writtenCluster.mjs';
import { load } from './load.mjs';
import { measureSide } from './measureSide.mjs';
import { describeViews } from './describeViews.mjs';

/**
 * @typedef {{
 *   plane: import('../../real/controlPlane.mjs').ControlPlane, api: ApiServer, apiPort: number,
 *   start: (side: 'own' | 'peer') => Promise<import('../backends/startBackend.mjs').RunningBackend>,
 * }} Scene
 */

const churnPerSecond = 10;

/**
 * What a page view costs, beside the Kubernetes plugin of Backstage on the same API server.
 *
 * @param {import('../../running/children.mjs').Children} children
 * @param {{ services?: number, viewers?: readonly number[], seconds?: number, events?: number }} [size]
 *   `seconds`: for which each number of viewers asks
 * @returns {Promise<import('../result.mjs').PartResult>}
 */
export async function viewPart(
  children,
  {
    services = 1_000,
    viewers = [1, 10, 50, 200],
    seconds = 8,
    events = 100,
  } = {},
) {
  const entities = Math.min(services, Math.max(...viewers));
  return withScene(children, { services, entities }, async scene => {
    const restCpu = await measureIdle(scene, { seconds });
    const own = await measureOwn(scene, { viewers, seconds, events, entities });
    const backend = await scene.start('peer');
    const peer = await measureSide('peer', backend, {
      scene,
      viewers,
      seconds,
      entities,
    });
    return describeViews({ services, own, peer, restCpu });
  });
}

/** @template T @param {(scene: Scene) => Promise<T>} use @returns {Promise<T>} */
async function withScene(children, { services, entities }, use) {
  const dir = await mkdtemp(join(tmpdir(), 'bench-'));
  const tools = await installTools(children, { out: process.stderr });
  const plane = await startWrittenCluster({ dir, tools, services });
  const api = await ApiServer.of(plane);
  try {
    return await use({
      plane,
      api,
      apiPort: Number(new URL(plane.url).port),
      start: side =>
        startBackend(children, {
          side,
          dir,
          entities,
          clusters: [
            { url: plane.url, token: plane.adminToken, caData: api.caData },
          ],
        }),
    });
  } finally {
    await children.endAll();
    await api.close();
    await plane.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function measureOwn(scene, { viewers, seconds, events, entities }) {
  const backend = await scene.start('own');
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
