import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installTools } from '../real/installTools.mjs';
import { Children } from '../running/children.mjs';
import { startBackend } from './backends/startBackend.mjs';
import { ApiServer } from './cluster/apiServer.mjs';
import { startWrittenCluster } from './cluster/writtenCluster.mjs';
import { progress } from './progress.mjs';

/**
 * @typedef {import('./backends/startBackend.mjs').RunningBackend} RunningBackend
 * @typedef {{
 *   plane: import('../real/controlPlane.mjs').ControlPlane, api: ApiServer, apiPort: number,
 *   withBackend: <T>(side: 'own' | 'peer' | 'page', use: (backend: RunningBackend) => Promise<T>, options?: Options) => Promise<T>,
 * }} Scene
 *   `withBackend` runs a backend for as long as it is used
 * @typedef {{
 *   sees?: boolean, whileStarting?: (pid: number, url: string) => Promise<void>, preload?: readonly string[],
 *   environment?: Readonly<Record<string, string>>,
 * }} Options `sees: false`: it knows no cluster; the others are those of startBackend
 */

/**
 * A real API server with services, and backends beside it, for as long as they are used.
 *
 * @template T
 * @param {{ services: number, entities: number }} size `entities`: how many of the services the catalog knows
 * @param {(scene: Scene) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withScene({ services, entities }, use) {
  const children = new Children();
  children.endOnSignals();
  const dir = await mkdtemp(join(tmpdir(), 'bench-'));
  const tools = await installTools(children, { out: process.stderr });
  progress(`an API server with ${services} sets`);
  const plane = await startWrittenCluster({ dir, tools, services });
  const api = await ApiServer.of(plane);
  const cluster = {
    url: plane.url,
    token: plane.adminToken,
    caData: api.caData,
  };
  try {
    return await use({
      plane,
      api,
      apiPort: Number(new URL(plane.url).port),
      withBackend: (side, useBackend, { sees = true, ...options } = {}) =>
        withBackend(
          { side, dir, entities, clusters: sees ? [cluster] : [], ...options },
          useBackend,
        ),
    });
  } finally {
    await children.endAll();
    await api.close();
    await plane.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function withBackend(wish, use) {
  progress(`a backend: ${wish.side}`);
  const children = new Children();
  children.endOnSignals();
  try {
    return await use(await startBackend(children, wish));
  } finally {
    await children.endAll();
  }
}
