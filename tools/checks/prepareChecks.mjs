import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { planPreparation } from '../portal/prepare.mjs';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { runPhases } from '../running/phases.mjs';

/**
 * Installs everything that the checks need.
 *
 * @param {{ needsApp: boolean }} wish `needsApp`: whether the app gets built as well, which the browser tests use
 * @returns {Promise<import('./runners.mjs').Surroundings>}
 */
export async function prepareChecks({ needsApp }) {
  const children = new Children();
  children.endOnSignals();
  const data = join(checkout, '.portal');
  await mkdir(data, { recursive: true });
  const preparation = await planPreparation(children, {
    directory: checkout,
    scope: 'everything',
    needsApp,
  });
  await runPhases(preparation.phases, { data, out: process.stdout });
  return { directory: checkout, children, toolchain: await preparation.open() };
}
