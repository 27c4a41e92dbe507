import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Problem } from '../running/problem.mjs';

/**
 * Refuses to start when a variable that a configuration file refers to is not set: the portal would say less clearly what
 * it misses.
 *
 * @param {string} file
 * @param {NodeJS.ProcessEnv} environment
 */
export async function checkSettings(file, environment) {
  const text = await readFile(file, 'utf8');
  const named = [...text.matchAll(/(?<!\$)\$\{([A-Z0-9_]+)\}/g)].map(
    match => match[1],
  );
  const missing = [...new Set(named)].filter(name => !environment[name]);
  if (missing.length === 0) return;
  throw new Problem(
    `${basename(file)} takes its values from environment variables, and these are not set: ${missing.join(', ')}.`,
  );
}
