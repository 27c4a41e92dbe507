import { setTimeout as delay } from 'node:timers/promises';
import { namespaceOf } from './writtenCluster.mjs';

/** @param {{ index: number, ordinal?: number }} member */
export const podPath = ({ index, ordinal = 0 }) =>
  `/api/v1/namespaces/${namespaceOf(index)}/pods/service-${index}-${ordinal}`;

/**
 * Makes pods ready and not ready in turn, as they are while sets roll, until stopped; then all are ready, so that no trouble is
 * left which somebody would look into later.
 *
 * @param {import('./apiServer.mjs').ApiServer} api
 * @param {{ services: readonly number[], perSecond: number }} wish
 * @returns {{ stop: () => Promise<number> }} `stop` gives the number of events
 */
export function churn(api, { services, perSecond }) {
  const controller = new AbortController();
  const running = run(api, { services, perSecond, signal: controller.signal });
  return {
    stop() {
      controller.abort();
      return running;
    },
  };
}

async function run(api, { services, perSecond, signal }) {
  const begin = performance.now();
  const changed = new Set();
  let events = 0;
  while (!signal.aborted) {
    const member = {
      index: services[events % services.length],
      ordinal: events % 3,
    };
    const isReady = Math.floor(events / services.length) % 2 === 1;
    const pod = podPath(member);
    await api.patch(`${pod}/status`, readiness(isReady));
    changed.add(pod);
    events += 1;
    const due = begin + (events * 1_000) / perSecond;
    await delay(Math.max(0, due - performance.now()));
  }
  for (const pod of changed) {
    await api.patch(`${pod}/status`, readiness(true));
  }
  return events;
}

/** A merge patch replaces the list, which is enough for those who read it. @param {boolean} isReady */
export function readiness(isReady) {
  const status = isReady ? 'True' : 'False';
  const lastTransitionTime = `${new Date().toISOString().slice(0, 19)}Z`;
  return {
    status: {
      conditions: [
        'PodScheduled',
        'Initialized',
        'ContainersReady',
        'Ready',
      ].map(type => ({ type, status, lastTransitionTime })),
    },
  };
}
