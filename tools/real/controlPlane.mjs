import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { get } from 'node:https';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findFreePorts } from '../running/port.mjs';
import { Problem } from '../running/problem.mjs';
import { writeCredentials, writeKubeconfig } from './clusterFiles.mjs';
import { commandLines } from './commandLines.mjs';
import { Programs } from './programs.mjs';
import { removeVolumeFolders } from './volumes.mjs';

const manifests = fileURLToPath(new URL('manifests', import.meta.url));
const readyWithinMs = 60_000;

/**
 * @typedef {{
 *   kubeconfig: string, limitedKubeconfig: string, url: string, etcdUrl: string, adminToken: string, limitedToken: string,
 *   apiServerPid: number, endApiServer: (signal: NodeJS.Signals) => Promise<void>, startApiServer: () => Promise<void>,
 *   stop: () => Promise<void>,
 * }} ControlPlane
 *   kubeconfig files with the one context `real`: of an administrator, and of a user with few rights; `startApiServer` starts
 *   it again, on the same data, once it has been ended
 */

/**
 * Starts a real Kubernetes control plane on free loopback ports, with three nodes in three zones that kwok plays and a
 * default StorageClass whose volumes are provisioned.
 *
 * @param {{ dir: string, tools: string, outlivesThisProcess?: boolean, onlyApi?: boolean }} options
 *   `dir`: the folder for its data, which a former one leaves behind and this one clears; `tools`: the folder that installTools
 *   returned; `onlyApi`: etcd and the API server, without nodes, so that objects stay as they are written
 * @returns {Promise<ControlPlane>} ready: pods that are created now get scheduled and become ready
 */
export async function startControlPlane({
  dir,
  tools,
  outlivesThisProcess = false,
  onlyApi = false,
}) {
  const place = resolve(dir);
  // A new server certificate and new tokens belong to new data.
  await Promise.all(
    ['etcd', 'pki', 'kubectl'].map(name =>
      rm(join(place, name), { recursive: true, force: true }),
    ),
  );
  await mkdir(place, { recursive: true });
  await symlink(join(tools, 'kubectl'), join(place, 'kubectl'));
  const tokens = await writeCredentials(place);
  const [etcd, etcdPeer, api, controllers, scheduler, kwok] =
    await findFreePorts(6);
  const ports = { etcd, etcdPeer, api, controllers, scheduler, kwok };
  const kubeconfig = join(place, 'kubeconfig');
  const limitedKubeconfig = join(place, 'kubeconfig-limited');
  const url = `https://127.0.0.1:${api}`;
  const lines = commandLines({ dir: place, tools, ports, kubeconfig });
  const programs = new Programs(place);
  if (!outlivesThisProcess) process.once('exit', () => programs.killNow());
  const start = name => programs.start(name, join(tools, name), lines[name]);
  const startApiServer = async () => {
    await start('kube-apiserver');
    return waitForApi(programs, {
      url,
      pki: join(place, 'pki'),
      token: tokens.adminToken,
    });
  };
  try {
    await start('etcd');
    const certificate = await startApiServer();
    await writeKubeconfig(kubeconfig, {
      url,
      certificate,
      user: 'admin',
      token: tokens.adminToken,
    });
    await writeKubeconfig(limitedKubeconfig, {
      url,
      certificate,
      user: 'limited',
      token: tokens.limitedToken,
    });
    if (!onlyApi) {
      await start('kube-controller-manager');
      await start('kube-scheduler');
      await start('kwok');
      await furnish(join(tools, 'kubectl'), place, kubeconfig);
    }
    await programs.checkRunning();
  } catch (error) {
    await programs.stop();
    throw error;
  }
  return {
    kubeconfig,
    limitedKubeconfig,
    url,
    etcdUrl: `http://127.0.0.1:${etcd}`,
    ...tokens,
    get apiServerPid() {
      return programs.pidOf('kube-apiserver');
    },
    endApiServer: signal => programs.end('kube-apiserver', signal),
    startApiServer: async () => void (await startApiServer()),
    stop: () => stopControlPlane(place),
  };
}

/**
 * @param {Programs} programs
 * @param {{ url: string, pki: string, token: string }} access
 * @returns {Promise<Buffer>} the certificate that the API server made for itself
 */
async function waitForApi(programs, { url, pki, token }) {
  const deadline = Date.now() + readyWithinMs;
  for (;;) {
    const certificate = await readFile(join(pki, 'apiserver.crt')).catch(
      () => undefined,
    );
    if (
      certificate &&
      (await answersReady(`${url}/readyz`, certificate, token))
    )
      return certificate;
    await programs.checkRunning();
    if (Date.now() > deadline) {
      throw new Problem(
        `kube-apiserver did not become ready within ${readyWithinMs / 1000} s; its log is ${programs.logOf('kube-apiserver')}.`,
      );
    }
    await delay(100);
  }
}

/** @returns {Promise<boolean>} */
function answersReady(url, certificate, token) {
  return new Promise(done => {
    const headers = { authorization: `Bearer ${token}` };
    const request = get(
      url,
      { ca: certificate, headers, timeout: 2_000, agent: false },
      response => {
        response.resume();
        done(response.statusCode === 200);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', () => done(false));
    request.once('close', () => done(false));
  });
}

/**
 * Ends the control plane that runs in a folder, whoever started it, and leaves no process and no volume behind.
 *
 * @param {string} dir
 */
export async function stopControlPlane(dir) {
  const programs = await Programs.ofFolder(dir);
  if (programs.isAnyRunning()) {
    await removeVolumeFolders(join(dir, 'kubectl'), join(dir, 'kubeconfig'));
  }
  await programs.stop();
}

async function furnish(kubectl, place, kubeconfig) {
  const run = args =>
    promisify(execFile)(
      kubectl,
      [
        '--kubeconfig',
        kubeconfig,
        '--cache-dir',
        join(place, 'kubectl-cache'),
        ...args,
      ],
      {
        timeout: readyWithinMs,
      },
    );
  await run(['apply', '-f', manifests]);
  await run([
    'wait',
    '--for=condition=Ready',
    'nodes',
    '--all',
    '--timeout=50s',
  ]);
}
