import { spawnSync } from 'node:child_process';
import { Problem } from '../running/problem.mjs';

/**
 * How to run the npm that the user runs: `npm start` names it, otherwise it is looked up on PATH.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ command: string, args: readonly string[] }}
 */
export function npmCommand(environment) {
  const script = environment.npm_execpath;
  return script?.endsWith('npm-cli.js')
    ? { command: process.execPath, args: [script] }
    : { command: 'npm', args: [] };
}

/**
 * The settings by which npm reaches its registry, said again in the language of Yarn, which does not read them.
 *
 * @remarks
 * They travel in the environment and are never written to a file, so no address of a mirror ends up in the checkout.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ registry: string, yarnSettings: Record<string, string> }} `registry` is the host alone, fit to be shown
 */
export function readRegistrySettings(environment) {
  const npm = npmCommand(environment);
  const keys = ['registry', 'https-proxy', 'proxy', 'cafile', 'strict-ssl'];
  const asked = spawnSync(
    npm.command,
    [...npm.args, 'config', 'get', ...keys],
    {
      encoding: 'utf8',
      env: environment,
      timeout: 30_000,
    },
  );
  if (asked.error !== undefined) {
    throw new Problem(
      'npm is needed to install this project but could not be run; install it together with Node from https://nodejs.org.',
    );
  }
  if (asked.status !== 0) {
    throw new Problem(
      `npm does not tell how it reaches its registry, so the dependencies cannot be installed: ${asked.stderr.trim()}`,
    );
  }
  return translate(parseSettings(asked.stdout));
}

/** @param {string} text lines of key=value, where "null" means not set */
function parseSettings(text) {
  const pairs = text
    .split('\n')
    .map(line => /^([a-z-]+)\s?=\s?(.*)$/.exec(line))
    .filter(match => match !== null && match[2] !== 'null' && match[2] !== '')
    .map(([, key, value]) => [key, value]);
  return Object.fromEntries(pairs);
}

/** @param {Record<string, string>} settings of npm, which always has a registry */
function translate(settings) {
  const { registry } = settings;
  /** @type {[string, string | undefined][]} */
  const yarnSettings = [
    ['YARN_NPM_REGISTRY_SERVER', registry.replace(/\/$/, '')],
    ['YARN_HTTPS_PROXY', settings['https-proxy'] ?? settings.proxy],
    ['YARN_HTTP_PROXY', settings.proxy],
    ['YARN_HTTPS_CA_FILE_PATH', settings.cafile],
    ['YARN_ENABLE_STRICT_SSL', settings['strict-ssl']],
    [
      'YARN_UNSAFE_HTTP_WHITELIST',
      registry.startsWith('http:') ? new URL(registry).hostname : undefined,
    ],
  ];
  return {
    registry: new URL(registry).host,
    yarnSettings: Object.fromEntries(
      yarnSettings.filter(([, value]) => value !== undefined),
    ),
  };
}
