import { setTimeout as delay } from 'node:timers/promises';
import { withLiveHeap } from '../backends/liveHeap.mjs';
import {
  connectionsTo,
  memory,
  openSockets,
} from '../backends/processUsage.mjs';
import { questions, waitUntilComplete } from '../backends/questions.mjs';
import { churn } from '../cluster/churn.mjs';
import { median } from '../percentile.mjs';
import { withScene } from '../scene.mjs';
import { load } from '../view/load.mjs';

const changesPerSecond = 50;
const viewers = 5;

/** Sockets that come and go: viewers, and what a page of the catalog asks. */
const looseSockets = 5;

/**
 * Whether a backend that runs for long keeps what it no longer needs, while pods change and people look.
 *
 * @param {{ services?: number, seconds?: number, lookEverySeconds?: number }} [size]
 * @returns {Promise<import('../result.mjs').PartResult>}
 */
export async function soakPart({
  services = 1_000,
  seconds = 600,
  lookEverySeconds = 5,
} = {}) {
  const seen = await withLiveHeap(heap =>
    withScene({ services, entities: viewers }, scene =>
      scene.withBackend(
        'own',
        async backend => {
          await waitUntilComplete('own', backend, viewers);
          return soak(scene, backend, {
            ...{ services, seconds, lookEverySeconds },
            liveMiB: () => heap.liveMiB(backend.pid),
          });
        },
        heap.start,
      ),
    ),
  );
  return describeSoak({ services, seconds, ...seen });
}

/** @returns {Promise<{ looks: readonly object[], live: { halfway: number, end: number } }>} `live`: MiB without garbage */
async function soak(
  scene,
  backend,
  { services, seconds, lookEverySeconds, liveMiB },
) {
  const changes = churn(scene.api, {
    services: Array.from({ length: services }, (_, index) => index),
    perSecond: changesPerSecond,
  });
  const views = load(backend, {
    viewers,
    seconds,
    question: viewer => questions.own(viewer % viewers),
  });
  const looks = [];
  let halfway;
  // V8 gives back more from then on, which must not make the last quarter look better than the second.
  await liveMiB();
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    await delay(lookEverySeconds * 1_000);
    looks.push({
      residentMiB: (await memory(backend.pid)).residentMiB,
      connections: await connectionsTo(backend.pid, scene.apiPort),
      sockets: await openSockets(backend.pid),
    });
    if (performance.now() > end - (seconds * 1_000) / 2)
      halfway ??= await liveMiB();
  }
  await views;
  await changes.stop();
  return { looks, live: { halfway, end: await liveMiB() } };
}

/** Before, caches still fill and code is compiled, which shows in the resident memory. */
const settledAfterSeconds = 120;

/** Of the second and of the last quarter: in the first one caches fill and code is compiled. */
export function describeSoak({ services, seconds, looks, live }) {
  const quarter = Math.floor(looks.length / 4);
  const of = (name, from) =>
    median(looks.slice(from, from + quarter).map(look => look[name]));
  const early = name => of(name, quarter);
  const late = name => of(name, looks.length - quarter);
  const most = name => Math.max(...looks.map(look => look[name]));
  return {
    part: 'soak',
    title: 'Running for long',
    about: `A real API server with ${services.toLocaleString('en')} sets, of which ${changesPerSecond} pods change in a second, and ${viewers} viewers who ask all the time, for ${seconds} seconds. Medians of the second and of the last quarter.`,
    limits: [
      {
        what: 'memory without garbage at the end, as a multiple of that after half of the time',
        value: live.end / live.halfway,
        limit: 1.05,
        unit: '',
      },
      ...(seconds < settledAfterSeconds
        ? []
        : [
            {
              what: 'resident memory of the last quarter, as a multiple of the second',
              value: late('residentMiB') / early('residentMiB'),
              limit: 1.1,
              unit: '',
            },
          ]),
      {
        what: 'sockets that the last quarter has more than the second',
        value: Math.max(0, late('sockets') - early('sockets')),
        limit: looseSockets,
        unit: '',
      },
      {
        what: 'connections to the API server at most',
        value: most('connections'),
        limit: 2,
        unit: '',
      },
    ],
    tables: [
      {
        title: 'In detail',
        columns: ['', 'second quarter', 'last quarter', 'most'],
        rows: [
          ['resident, MiB', 'residentMiB'],
          ['sockets', 'sockets'],
          ['connections to the API server', 'connections'],
        ].map(([title, name]) => [
          title,
          ...[early, late, most].map(figure =>
            String(Math.round(figure(name))),
          ),
        ]),
      },
    ],
  };
}
