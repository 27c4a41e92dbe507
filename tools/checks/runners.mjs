import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countDrills, countJest, countPlaywright, judge } from './results.mjs';

/**
 * @typedef {{
 *   directory: string, children: import('../running/children.mjs').Children,
 *   toolchain: import('../portal/toolchain.mjs').Toolchain, environment?: Readonly<Record<string, string>>,
 * }} Surroundings
 *   `environment`: variables that are set beside those of the toolchain
 */

const countReporter = fileURLToPath(
  new URL('countReporter.mjs', import.meta.url),
);
const bin = (directory, name) => join(directory, 'node_modules', '.bin', name);

/**
 * Runs a check that either holds or does not, and counts it as one.
 *
 * @param {Surroundings} surroundings
 * @param {{ tool: string, args: readonly string[] }} command a program of node_modules/.bin
 */
export async function runStatic(surroundings, { tool, args }) {
  const code = await run(surroundings, {
    args: [bin(surroundings.directory, tool), ...args],
  });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {Surroundings} surroundings @param {string} pattern of test files */
export function runNodeTests(surroundings, pattern) {
  return withResultFile(async file => {
    const reporters = ['spec', 'stdout', countReporter, file];
    const code = await run(surroundings, {
      args: [
        '--test',
        ...reporters.map(
          (value, index) =>
            `--test-reporter${index % 2 === 0 ? '' : '-destination'}=${value}`,
        ),
        pattern,
      ],
    });
    return judge(await readJson(file), code);
  });
}

/** @param {Surroundings} surroundings @param {{ tool: string, args: readonly string[] }} command that runs Jest */
export function runJest(surroundings, { tool, args }) {
  return withResultFile(async file => {
    const code = await run(surroundings, {
      args: [
        bin(surroundings.directory, tool),
        ...args,
        '--json',
        `--outputFile=${file}`,
      ],
      quietOutput: true,
    });
    const result = await readJson(file);
    return judge(result && countJest(result), code);
  });
}

/** @param {Surroundings} surroundings @param {readonly string[]} args */
export function runPlaywright(surroundings, args) {
  return withResultFile(async file => {
    const code = await run(
      {
        ...surroundings,
        environment: {
          ...surroundings.environment,
          PLAYWRIGHT_JSON_OUTPUT_NAME: file,
        },
      },
      {
        args: [
          bin(surroundings.directory, 'playwright'),
          'test',
          '--reporter=list,json',
          ...args,
        ],
      },
    );
    const result = await readJson(file);
    return judge(result && countPlaywright(result), code);
  });
}

/** The short form of the drills of all engines. @param {Surroundings} surroundings */
export function runDrills(surroundings) {
  if (process.platform !== 'linux' || process.getuid() !== 0)
    return { passed: 0, failed: 0, remark: 'skipped: they need root on Linux' };
  return withResultFile(async file => {
    const script = join(surroundings.directory, 'tools/drill/drill.mjs');
    const code = await run(surroundings, {
      args: [script, 'all', '--short', '--json', file],
    });
    const result = await readJson(file);
    return judge(result && countDrills(result), code);
  });
}

/**
 * @param {Surroundings} surroundings
 * @param {{ args: readonly string[], quietOutput?: boolean }} command
 *   `quietOutput`: leaves out what Jest prints as JSON on its standard output; its report goes to the other one
 * @returns {Promise<number | null>} the exit code
 */
async function run(
  { directory, children, toolchain, environment },
  { args, quietOutput = false },
) {
  const child = children.start(toolchain.node, args, {
    cwd: directory,
    env: { ...toolchain.environment, ...environment },
    stdio: ['ignore', quietOutput ? 'ignore' : 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return code;
}

/** @template T @param {(file: string) => Promise<T>} use @returns {Promise<T>} */
async function withResultFile(use) {
  const folder = await mkdtemp(join(tmpdir(), 'check-'));
  try {
    return await use(join(folder, 'result.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} file */
async function readJson(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text ? JSON.parse(text) : undefined;
}
