import { join } from 'node:path';
import { serviceObjects } from '../landscape/serviceObjects.mjs';
import { sharedObjects } from '../landscape/sharedObjects.mjs';
import { startControlPlane } from '../../real/controlPlane.mjs';
import { writeToEtcd } from './etcdWriter.mjs';

const namespaces = 100;

/** @param {number} index of a service */
export const namespaceOf = index => `shop-${index % namespaces}`;

/**
 * A real API server with services that were written below it. No controller changes them, so whatever happens on it was asked
 * for by those who are measured.
 *
 * @param {{ dir: string, tools: string, services: number }} wish
 * @returns {Promise<import('../../real/controlPlane.mjs').ControlPlane>}
 */
export async function startWrittenCluster({ dir, tools, services }) {
  const plane = await startControlPlane({
    dir: join(dir, 'control-plane'),
    tools,
    onlyApi: true,
  });
  try {
    await writeToEtcd(plane.etcdUrl, landscape(services, Date.now()));
  } catch (error) {
    await plane.stop();
    throw error;
  }
  return plane;
}

function* landscape(services, now) {
  yield* sharedObjects({ now });
  for (let index = 0; index < namespaces; index += 1) {
    yield {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespaceOf(index),
        uid: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`,
        creationTimestamp: new Date(now).toISOString(),
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    };
  }
  for (let index = 0; index < services; index += 1) {
    yield* serviceObjects({
      index,
      namespace: namespaceOf(index),
      situation: 'quiet',
      now,
    });
  }
}
