import { setTimeout as delay } from 'node:timers/promises';
import { withLiveHeap } from '../backends/liveHeap.mjs';
import { connectionsTo, memory } from '../backends/processUsage.mjs';
import { waitUntilComplete } from '../backends/questions.mjs';
import { churn } from '../cluster/churn.mjs';
import { eventLatencies } from '../cluster/eventLatency.mjs';
import { withScene } from '../scene.mjs';
import { describeScale } from './describeScale.mjs';
import { watchFirstSync } from './firstSync.mjs';

/** Every hundredth set rolls, and each of its pods changes about once in two seconds. */
const rollingEach = 100;
const changesOfSetPerSecond = 1.5;

/**
 * @typedef {{ services: number, starts: number, events: number, settleSeconds: number }} Size
 * @typedef {{ residentMiB: number, peakMiB: number, liveMiB: number }} Memory
 *   `peakMiB`: from the first connection to the steady state; `liveMiB`: of the heap, when all garbage is collected at the end
 * @typedef {Memory & { seconds: number, backendCpu: number, apiServerCpu: number }} Start
 */

/**
 * What it costs to follow a cluster of many sets.
 *
 * @param {{ sizes?: readonly number[] } & Partial<Size>} [size] `sizes`: numbers of sets; `starts`: of a backend, one after the
 *   other, of an empty one as often, since two starts of the same differ; `settleSeconds`: of rest before memory counts as steady
 * @returns {Promise<import('../result.mjs').PartResult>}
 */
export async function scalePart({
  sizes = [1_000, 10_000],
  starts = 3,
  events = 200,
  settleSeconds = 20,
} = {}) {
  const measured = [];
  for (const services of sizes) {
    measured.push(
      await measureSize({ services, starts, events, settleSeconds }),
    );
  }
  return describeScale(measured);
}

/** @param {Size} size */
function measureSize(size) {
  const { services } = size;
  return withLiveHeap(heap =>
    withScene({ services, entities: 1 }, async scene => {
      const empties = [];
      while (empties.length < size.starts) {
        empties.push(
          await scene.withBackend(
            'own',
            backend => settledMemory(backend, { ...size, heap }),
            { sees: false, ...heap.start },
          ),
        );
      }
      const starts = [];
      while (starts.length < size.starts - 1) {
        starts.push(await startOnce(scene, { ...size, heap }));
      }
      const watchesBefore = await scene.api.openWatches();
      let rolling;
      const last = await startOnce(scene, {
        ...{ ...size, heap },
        use: async backend => {
          rolling = await measureRolling(scene, backend, size);
          rolling.watches = (await scene.api.openWatches()) - watchesBefore;
        },
      });
      return { services, empties, starts: [...starts, last], ...rolling };
    }),
  );
}

/** @returns {Promise<Memory>} */
async function settledMemory({ pid }, { settleSeconds, heap, use }) {
  await delay(settleSeconds * 1_000);
  const settled = await memory(pid);
  await use?.();
  return { ...settled, liveMiB: await heap.liveMiB(pid) };
}

/**
 * A backend that starts, reads everything, settles and is used.
 *
 * @returns {Promise<Start>}
 */
async function startOnce(scene, { use, ...size }) {
  const { apiPort, plane } = scene;
  let sync;
  const settled = await scene.withBackend(
    'own',
    async backend => {
      await waitUntilComplete('own', backend, 1);
      // What follows the first reading, the judgement of all sets above all, may need more than the reading itself.
      return settledMemory(backend, { ...size, use: () => use?.(backend) });
    },
    {
      ...size.heap.start,
      whileStarting: async (pid, url) => {
        const { apiServerPid } = plane;
        sync = await watchFirstSync({ pid, url, apiPort, apiServerPid });
      },
    },
  );
  return { ...sync, ...settled };
}

async function measureRolling(scene, backend, { services, events }) {
  const count = Math.max(1, services / rollingEach);
  const rolling = churn(scene.api, {
    services: Array.from({ length: count }, (_, index) => index + 1),
    perSecond: count * changesOfSetPerSecond,
  });
  const begin = performance.now();
  const latencies = await eventLatencies(scene.api, backend, {
    index: 0,
    events,
  });
  const seconds = (performance.now() - begin) / 1_000;
  const changes = await rolling.stop();
  return {
    latencies,
    changesPerSecond: changes / seconds,
    connections: await connectionsTo(backend.pid, scene.apiPort),
    rollingMiB: (await memory(backend.pid)).residentMiB,
  };
}
