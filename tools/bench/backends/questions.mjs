import { setTimeout as delay } from 'node:timers/promises';
import { entityOf } from './entities.mjs';

const readyWithinMs = 120_000;

/** What the page of an entity asks each side. */
export const questions = {
  own: index => ({
    method: 'GET',
    path: `/api/stateful-services/reports/by-entity/component/default/service-${index}`,
  }),
  peer: index => ({
    method: 'POST',
    path: `/api/kubernetes/services/service-${index}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ entity: entityOf(index), auth: {} }),
  }),
};

/** Whether an answer holds what the cluster has: a set with three pods. */
export const isComplete = {
  own: ({ statefulSets }) => statefulSets?.[0]?.assessment.members.length === 3,
  peer: ({ items }) =>
    items?.[0]?.resources.some(
      ({ type, resources }) =>
        type === 'statefulsets' && resources.length === 1,
    ),
};

/**
 * @param {import('./startBackend.mjs').RunningBackend} backend
 * @param {{ method: string, path: string, headers?: Record<string, string>, body?: string }} question
 */
export async function ask({ url, token }, { path, headers, ...rest }) {
  const answer = await fetch(`${url}${path}`, {
    ...rest,
    headers: { ...headers, authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: await answer.text() };
}

/** Waits until one side answers completely for its last entity; the catalog takes its time to read them. */
export async function waitUntilComplete(side, backend, entities) {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const { status, body } = await ask(backend, questions[side](entities - 1));
    if (status === 200 && isComplete[side](JSON.parse(body))) return body;
    if (Date.now() > deadline) {
      throw new Error(`${side} answers ${status} still: ${body.slice(0, 500)}`);
    }
    await delay(100);
  }
}
