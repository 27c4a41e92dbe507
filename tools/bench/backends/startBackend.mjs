import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntilReady } from '../../portal/backend.mjs';
import { checkout } from '../../running/checkout.mjs';
import { findFreePorts } from '../../running/port.mjs';
import { entitiesFile } from './entities.mjs';

/**
 * @typedef {{ pid: number, url: string, token: string }} RunningBackend
 *   `token`: of a signed-in user
 */

/**
 * Starts one side in a process of its own, as production runs it, and signs a user in.
 *
 * @param {import('../../running/children.mjs').Children} children
 * @param {{
 *   side: 'own' | 'peer' | 'page', dir: string, entities: number,
 *   clusters: readonly { url: string, token: string, caData: string }[],
 *   kubeconfig?: string, preload?: readonly string[], environment?: Readonly<Record<string, string>>,
 *   whileStarting?: (pid: number, url: string) => Promise<void>,
 * }} wish `side`: a backend of packages/bench; `entities`: services that the catalog knows; `kubeconfig`: a file of more clusters; `preload`: files that are loaded
 *   before anything else; `whileStarting` runs beside the start and is waited for
 * @returns {Promise<RunningBackend>}
 */
export async function startBackend(
  children,
  {
    side,
    dir,
    entities,
    clusters,
    kubeconfig,
    preload = [],
    environment = {},
    whileStarting = async () => {},
  },
) {
  const [port] = await findFreePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const config = join(dir, `${side}.json`);
  const catalog = await entitiesFile(dir, entities);
  await writeFile(
    config,
    JSON.stringify(settings({ url, port, catalog, clusters, kubeconfig })),
    { mode: 0o600 },
  );
  const log = join(dir, `${side}.log`);
  const output = await open(log, 'w');
  const child = children.start(
    process.execPath,
    [
      ...preload.flatMap(file => ['--require', file]),
      ...['--require', join(checkout, 'tools/portal/endWithParent.cjs')],
      ...['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
      join(checkout, 'packages/bench/src', `${side}.ts`),
      ...['--config', config],
    ],
    {
      cwd: join(checkout, 'packages/bench'),
      env: { ...process.env, ...environment, NODE_ENV: 'production' },
      stdio: ['ignore', output.fd, output.fd, 'pipe'],
    },
  );
  await Promise.all([
    waitUntilReady(child, { port, log }),
    whileStarting(child.pid, url),
  ]);
  await output.close();
  return { pid: child.pid, url, token: await signIn(url) };
}

function settings({ url, port, catalog, clusters, kubeconfig }) {
  return {
    app: {
      baseUrl: url,
      title: 'Benchmark',
      packages: 'all',
      signInProvider: 'guest',
    },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      csp: { 'connect-src': ["'self'", 'ws:'] },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      logger: { level: 'warn' },
    },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component'] }],
      locations: [{ type: 'file', target: catalog }],
    },
    ...(kubeconfig && { statefulServices: { kubeconfig } }),
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map((cluster, index) => ({
            name: `bench-${index}`,
            url: cluster.url,
            authProvider: 'serviceAccount',
            serviceAccountToken: cluster.token,
            caData: cluster.caData,
            // Nothing of this cluster serves metrics.
            skipMetricsLookup: true,
          })),
        },
      ],
    },
  };
}

/** @param {string} url @returns {Promise<string>} */
async function signIn(url) {
  const answer = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!answer.ok) {
    throw new Error(`Signing in was answered with ${answer.status}`);
  }
  const { backstageIdentity } = await answer.json();
  return backstageIdentity.token;
}
