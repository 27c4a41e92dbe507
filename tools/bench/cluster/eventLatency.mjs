import { setTimeout as delay } from 'node:timers/promises';
import { ask, questions } from '../backends/questions.mjs';
import { Signals } from '../backends/signals.mjs';
import { podPath } from './churn.mjs';

const waitAtMostMs = 30_000;
const pauseMs = 100;

/**
 * How long it takes from writing a change of a pod until the report tells it, the write and the asking included.
 *
 * @param {import('./apiServer.mjs').ApiServer} api
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ index: number, events: number }} wish `index` of the service whose pod is changed
 * @returns {Promise<readonly number[]>} milliseconds
 */
export function eventLatencies(api, backend, { index, events }) {
  const askAtOnce = async () => {};
  return measure(api, backend, { index, events, waitToAsk: askAtOnce });
}

/**
 * The same for an open page, which asks when it is told that something has changed. The drawing is not included.
 *
 * @param {import('./apiServer.mjs').ApiServer} api
 * @param {import('../backends/startBackend.mjs').RunningBackend} backend
 * @param {{ index: number, events: number }} wish
 * @returns {Promise<readonly number[]>} milliseconds
 */
export async function pageLatencies(api, backend, { index, events }) {
  const signals = await Signals.open(backend, `service-${index}`);
  try {
    const waitToAsk = () => signals.next(waitAtMostMs);
    return await measure(api, backend, { index, events, waitToAsk });
  } finally {
    signals.close();
  }
}

async function measure(api, backend, { index, events, waitToAsk }) {
  const pod = podPath({ index });
  const { status } = await api.get(pod);
  const first = status.containerStatuses[0].restartCount + 1;
  const times = [];
  for (let restarts = first; restarts < first + events; restarts += 1) {
    const containerStatuses = status.containerStatuses.map(
      (container, place) =>
        place === 0 ? { ...container, restartCount: restarts } : container,
    );
    const begin = performance.now();
    await api.patch(`${pod}/status`, { status: { containerStatuses } });
    await waitForRestarts(backend, { index, restarts, waitToAsk });
    times.push(performance.now() - begin);
    await delay(pauseMs);
  }
  return times;
}

async function waitForRestarts(backend, { index, restarts, waitToAsk }) {
  const deadline = performance.now() + waitAtMostMs;
  for (;;) {
    await waitToAsk();
    const { body } = await ask(backend, questions.own(index));
    const [set] = JSON.parse(body).statefulSets;
    if (set?.assessment.members[0].restarts === restarts) return;
    if (performance.now() > deadline) {
      throw new Error(`The report does not tell ${restarts} restarts: ${body}`);
    }
  }
}
