import { Problem } from '../running/problem.mjs';
import { onPath } from '../running/onPath.mjs';
import { toolCache } from '../running/toolCache.mjs';
import { unpackedChromium } from './unpackedChromium.mjs';

/**
 * @typedef {{ executablePath: string, environment: Record<string, string> }} Chromium
 *   `environment`: variables that it has to be started with
 */

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS',
  '/Applications/Chromium.app/Contents/MacOS',
].join(':');

/** What makes a headless Chromium quiet, and able to run as root in a container. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The Chromium of the system, or else the one that comes as an npm package.
 *
 * @param {{ path?: string, cache?: string }} [where] `path`: where to look for one of the system
 * @returns {Promise<Chromium>}
 */
export async function findChromium({
  path = process.env.PATH ?? '',
  cache = toolCache(),
} = {}) {
  for (const name of systemNames) {
    const file = await onPath(name, path);
    if (file !== undefined) return { executablePath: file, environment: {} };
  }
  for (const name of ['Google Chrome', 'Chromium']) {
    const file = await onPath(name, macApplications);
    if (file !== undefined) return { executablePath: file, environment: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64')
    return unpackedChromium(cache);
  throw new Problem(
    'The browser tests need Chrome or Chromium, and there is none on this system; install one and start again.',
  );
}
