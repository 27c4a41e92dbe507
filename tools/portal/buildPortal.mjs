import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { runPhases } from '../running/phases.mjs';
import { planPreparation } from './prepare.mjs';

/** Makes everything that `npm run start:production` needs. */
export async function main() {
  const children = new Children();
  children.endOnSignals();
  const data = join(checkout, '.portal');
  await mkdir(data, { recursive: true });
  const { phases } = await planPreparation(children, {
    directory: checkout,
    scope: 'portal',
    needsApp: true,
  });
  await runPhases(phases, { data, out: process.stdout });
  console.log('The portal is built; npm run start:production runs it.');
}
