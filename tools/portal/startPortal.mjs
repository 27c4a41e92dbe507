import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  configFiles,
  portTaken,
  runBackend,
  waitUntilReady,
  whyEnded,
} from './backend.mjs';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { checkKubeconfig } from './kubeconfig.mjs';
import { parseOptions, usage } from './options.mjs';
import { writeOverlay } from './overlay.mjs';
import { runPhases } from '../running/phases.mjs';
import { whoIsOnPort } from '../running/port.mjs';
import { planPreparation } from './prepare.mjs';
import { openSignals } from './signals.mjs';
import { Problem } from '../running/problem.mjs';

/** @param {string[]} args */
export async function main(args) {
  const options = parseOptions(args, {
    directory: checkout,
    invokedIn: process.env.INIT_CWD ?? process.cwd(),
  });
  if (options.help) {
    console.log(usage);
    return;
  }
  if (options.kubeconfig !== undefined)
    await checkKubeconfig(options.kubeconfig);
  if (await isAlreadyRunning(options)) return;

  const children = new Children();
  children.endOnSignals();
  await mkdir(options.data, { recursive: true });
  const preparation = await planPreparation(children, {
    directory: checkout,
    scope: 'portal',
    needsApp: true,
  });
  let backend;
  const serve = async () => {
    backend = await serveUntilReady(children, {
      ...options,
      toolchain: await preparation.open(),
    });
  };
  await runPhases(
    [
      ...preparation.phases,
      {
        name: 'serve',
        title: 'Starting the portal',
        expectedSeconds: 8,
        run: serve,
      },
    ],
    {
      data: options.data,
      out: process.stdout,
    },
  );
  console.log(
    `\nThe portal is at http://localhost:${options.port} (log: ${logFile(options)}). Ctrl-C ends it.`,
  );
  await once(backend, 'exit');
  if (!children.isEnding) throw await whyEnded(logFile(options), options.port);
}

/** @param {{ data: string, port: number }} options */
const logFile = ({ data, port }) => join(data, `portal-${port}.log`);

/** @param {{ port: number, kubeconfig?: string }} options */
async function isAlreadyRunning({ port, kubeconfig }) {
  switch (await whoIsOnPort(port)) {
    case 'portal':
      console.log(
        kubeconfig === undefined
          ? `A portal is already running at http://localhost:${port}.`
          : `A portal is already running at http://localhost:${port} and keeps the clusters that it was started with; end it first, or start another one with --port ${port + 1}.`,
      );
      return true;
    case 'other':
      throw portTaken(port);
    case 'forbidden':
      throw new Problem(
        `This user may not listen on port ${port}; choose one from 1024 on: npm start -- --port 7007`,
      );
    default:
      return false;
  }
}

async function serveUntilReady(
  children,
  { port, data, kubeconfig, toolchain },
) {
  const log = logFile({ data, port });
  const overlay = await writeOverlay({ port, data, kubeconfig });
  const output = await open(log, 'w');
  const child = runBackend(children, {
    directory: checkout,
    toolchain,
    configs: await configFiles(checkout, [overlay]),
    mode: 'development',
    output: output.fd,
  });
  await output.close();
  await waitUntilReady(child, { port, log });
  await openSignals(port);
  return child;
}
