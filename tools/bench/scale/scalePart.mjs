import { setTimeout as delay } from 'node:timers/promises';
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
 * What it costs to follow a cluster of many sets.
 *
 * @param {{ sizes?: readonly number[], events?: number, settleSeconds?: number }} [size] `sizes`: numbers of sets;
 *   `settleSeconds`: of rest before memory counts as steady
 * @returns {Promise<import('../result.mjs').PartResult>}
 */
export async function scalePart({
  sizes = [1_000, 10_000],
  events = 200,
  settleSeconds = 20,
} = {}) {
  const measured = [];
  for (const services of sizes) {
    measured.push(await measureSize({ services, events, settleSeconds }));
  }
  return describeScale(measured);
}

function measureSize({ services, events, settleSeconds }) {
  return withScene({ services, entities: 1 }, async scene => {
    const settledMemory = async ({ pid }) => {
      await delay(settleSeconds * 1_000);
      return memory(pid);
    };
    const { residentMiB: emptyMiB } = await scene.withBackend(
      'own',
      settledMemory,
      {
        sees: false,
      },
    );
    const watchesBefore = await scene.api.openWatches();
    let sync;
    return scene.withBackend(
      'own',
      async backend => {
        await waitUntilComplete('own', backend, 1);
        // What comes after the first sync, the first judgement of all sets above all, may need more than the sync itself.
        const { residentMiB: steadyMiB, peakMiB } =
          await settledMemory(backend);
        const rolling = await measureRolling(scene, backend, {
          services,
          events,
        });
        return {
          services,
          emptyMiB,
          ...sync,
          peakMiB,
          steadyMiB,
          ...rolling,
          watches: (await scene.api.openWatches()) - watchesBefore,
        };
      },
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
  });
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
