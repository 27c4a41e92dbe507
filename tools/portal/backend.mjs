import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLines, Problem } from '../running/problem.mjs';

const readyWithinMs = 180_000;
const askEveryMs = 100;

/**
 * @typedef {{
 *   directory: string, toolchain: import('./toolchain.mjs').Toolchain, configs: readonly string[],
 *   mode: 'development' | 'production', output: number | 'inherit',
 * }} Backend `configs`: configuration files, a later one wins; `output`: where its log goes, a file descriptor
 */

/**
 * Runs the backend from its sources; it serves the built app as well.
 *
 * @param {import('../running/children.mjs').Children} children
 * @param {Backend} backend
 */
export function runBackend(
  children,
  { directory, toolchain, configs, mode, output },
) {
  const { flags, variables } = tuning(directory, mode);
  return children.start(
    toolchain.node,
    [
      ...flags,
      ...['--require', join(directory, 'tools', 'portal', 'endWithParent.cjs')],
      ...[
        '--require',
        join(
          directory,
          'node_modules',
          '@backstage',
          'cli-node',
          'config',
          'nodeTransform.cjs',
        ),
      ],
      join(directory, 'packages', 'backend', 'src', 'index.ts'),
      ...configs.flatMap(file => ['--config', file]),
    ],
    {
      cwd: join(directory, 'packages', 'backend'),
      env: { ...toolchain.environment, ...variables, NODE_ENV: mode },
      stdio: ['ignore', output, output, 'pipe'],
    },
  );
}

/**
 * On a laptop the portal starts often and shares the memory: compiled code is kept from start to start, which saves a second
 * or two, and V8 collects earlier instead of growing, which saves 300 of 700 MB.
 *
 * @param {string} directory
 * @param {Backend['mode']} mode
 */
function tuning(directory, mode) {
  if (mode === 'production') return { flags: [], variables: {} };
  return {
    flags: ['--optimize-for-size'],
    variables: {
      NODE_COMPILE_CACHE: join(directory, '.boot', 'compile-cache'),
    },
  };
}

/**
 * The configuration files of a checkout in the order in which they win.
 *
 * @param {string} directory
 * @param {readonly string[]} more
 */
export async function configFiles(directory, more) {
  const local = join(directory, 'app-config.local.yaml');
  const hasLocal = await stat(local).then(
    () => true,
    () => false,
  );
  return [
    join(directory, 'app-config.yaml'),
    ...(hasLocal ? [local] : []),
    ...more,
  ];
}

/**
 * Waits until the backend answers that it is ready.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ port: number, log: string }} backend
 */
export async function waitUntilReady(child, { port, log }) {
  const deadline = Date.now() + readyWithinMs;
  while (!(await isReady(port))) {
    if (hasEnded(child)) throw await whyEnded(log, port);
    if (Date.now() > deadline) {
      throw new Problem(
        `The portal did not become ready within ${readyWithinMs / 1000} s; its log is ${log}.`,
      );
    }
    await delay(askEveryMs);
  }
}

/** @param {import('node:child_process').ChildProcess} child */
export function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** @param {string} log @param {number} port @returns {Promise<Problem>} */
export async function whyEnded(log, port) {
  const text = await readFile(log, 'utf8').catch(() => '');
  if (text.includes('EADDRINUSE')) return portTaken(port);
  return new Problem(
    `The portal ended by itself; its log is ${log} and ends with:\n${lastLines(text, 20)}`,
  );
}

/** @param {number} port @param {string} [advice] */
export function portTaken(
  port,
  advice = `end that program or choose another port: npm start -- --port ${port + 1}`,
) {
  return new Problem(`Port ${port} is taken by another program; ${advice}`);
}

/** @param {number} port */
async function isReady(port) {
  try {
    const response = await fetch(
      `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
      {
        signal: AbortSignal.timeout(2_000),
      },
    );
    return response.ok;
  } catch {
    return false;
  }
}
