import { setTimeout as delay } from 'node:timers/promises';
import { ask, questions } from '../backends/questions.mjs';
import { progress } from '../progress.mjs';
import { podPath, readiness } from './churn.mjs';

const waitAtMostMs = 30_000;
const pauseMs = 100;

/** Longer than signals about one entity are apart, so that none waits for the one before. */
const pauseOfPageMs = 300;

/**
 * How long it takes from writing a change of a pod until the report tells it, the write and the asking included.
 *
 * @param {import('./apiServer.mjs').ApiServer} api
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ index: number, events: number }} wish `index` of the service whose pod is changed
 * @returns {Promise<readonly number[]>} milliseconds
 */
export async function eventLatencies(api, backend, { index, events }) {
  progress(`${events} events until the report tells them`);
  const pod = podPath({ index });
  const { status } = await api.get(pod);
  const times = [];
  for (let restarts = 1; restarts <= events; restarts += 1) {
    const containerStatuses = status.containerStatuses.map(
      (container, place) =>
        place === 0 ? { ...container, restartCount: restarts } : container,
    );
    const begin = performance.now();
    await api.patch(`${pod}/status`, { status: { containerStatuses } });
    await waitForRestarts(backend, { index, restarts });
    times.push(performance.now() - begin);
    await delay(pauseMs);
  }
  return times;
}

/**
 * How long it takes from writing that a pod is not ready any more, or ready again, until an open page has drawn it.
 *
 * @param {import('./apiServer.mjs').ApiServer} api
 * @param {import('../view/openPage.mjs').OpenPage} page of the service
 * @param {{ index: number, events: number }} wish `index` of the service whose pod is changed
 * @returns {Promise<readonly number[]>} milliseconds
 */
export async function pageLatencies(api, page, { index, events }) {
  progress(`${events} events until the page shows them`);
  const times = [];
  for (let event = 0; event < events; event += 1) {
    const isReady = event % 2 === 1;
    const begin = performance.now();
    await api.patch(`${podPath({ index })}/status`, readiness(isReady));
    await page.shows(`Member 0, ${isReady ? 'ready' : 'not ready'}`);
    times.push(performance.now() - begin);
    await delay(pauseOfPageMs);
  }
  return times;
}

async function waitForRestarts(backend, { index, restarts }) {
  const deadline = performance.now() + waitAtMostMs;
  for (;;) {
    const { body } = await ask(backend, questions.own(index));
    const [set] = JSON.parse(body).statefulSets;
    if (set?.assessment.members[0].restarts === restarts) return;
    if (performance.now() > deadline) {
      throw new Error(`The report does not tell ${restarts} restarts: ${body}`);
    }
  }
}
