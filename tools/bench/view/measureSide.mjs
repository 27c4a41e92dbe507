import {
  connectionsTo,
  cpuSeconds,
  memory,
} from '../backends/processUsage.mjs';
import { questions, waitUntilComplete } from '../backends/questions.mjs';
import { leftByAbandonedViews } from './abandonedViews.mjs';
import { load } from './load.mjs';
import { refreshPages } from './refreshingPages.mjs';

const warmUpSeconds = 3;
/** The last of 200 viewers is let in after up to six seconds. */
const arrivalSeconds = 8;
const refreshes = 3;
const abandonedViews = 50;

/**
 * What views of one side cost, for each number of viewers.
 *
 * @param {'own' | 'peer'} side
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ scene: import('../scene.mjs').Scene, viewers: readonly number[], seconds: number, entities: number }} wish
 */
export async function measureSide(
  side,
  backend,
  { scene, viewers, seconds, entities },
) {
  const answer = await waitUntilComplete(side, backend, entities);
  const question = viewer => questions[side](viewer % entities);
  await load(backend, { viewers: 10, seconds: warmUpSeconds, question });
  const loads = [];
  for (const count of viewers) {
    const before = await readCounters(scene, backend);
    const figures = await load(backend, {
      viewers: count,
      seconds,
      arrivalSeconds,
      question,
    });
    const after = await readCounters(scene, backend);
    const perView = name => (after[name] - before[name]) / figures.views;
    loads.push({
      viewers: count,
      ...figures,
      requests: perView('requests'),
      bytes: perView('bytes'),
      backendCpu: perView('backendCpu') * 100,
      apiServerCpu: perView('apiServerCpu') * 100,
      connections: await connectionsTo(backend.pid, scene.apiPort),
    });
  }
  const openPages = await refreshPages(backend, {
    pages: Math.max(...viewers),
    refreshes,
    question,
  });
  const { residentMiB } = await memory(backend.pid);
  const left = await leftByAbandonedViews(backend, {
    views: abandonedViews,
    question,
  });
  return {
    answerBytes: Buffer.byteLength(answer),
    loads,
    openPages,
    residentMiB,
    left,
  };
}

async function readCounters({ api, plane }, { pid }) {
  return {
    ...(await api.counters()),
    backendCpu: await cpuSeconds(pid),
    apiServerCpu: await cpuSeconds(plane.apiServerPid),
  };
}
