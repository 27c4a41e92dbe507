import { setTimeout as delay } from 'node:timers/promises';
import { ask } from '../backends/questions.mjs';
import { latencyOf } from '../percentile.mjs';
import { progress } from '../progress.mjs';

/** As often as a page of the Kubernetes plugin asks (`useKubernetesObjects`). */
export const refreshSeconds = 10;

/**
 * Pages that stay open, each of an entity of its own, and ask every ten seconds; never all at once.
 *
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ pages: number, refreshes: number, question: (page: number) => object }} wish
 * @returns {Promise<{ pages: number, perSecond: number, p50: number, p95: number, p99: number }>} percentiles in milliseconds
 */
export async function refreshPages(backend, { pages, refreshes, question }) {
  progress(`${pages} open pages for ${refreshes * refreshSeconds} s`);
  const begin = performance.now();
  const times = [];
  const keepOpen = async page => {
    for (let refresh = 0; refresh < refreshes; refresh += 1) {
      const due = begin + (refresh + page / pages) * refreshSeconds * 1_000;
      await delay(Math.max(0, due - performance.now()));
      times.push(await timeOf(backend, question(page)));
    }
  };
  await Promise.all(Array.from({ length: pages }, (_, page) => keepOpen(page)));
  return {
    pages,
    perSecond: times.length / (refreshes * refreshSeconds),
    ...latencyOf(times),
  };
}

async function timeOf(backend, question) {
  const begin = performance.now();
  const { status, body } = await ask(backend, question);
  if (status !== 200) {
    throw new Error(`A view was answered with ${status}: ${body}`);
  }
  return performance.now() - begin;
}
