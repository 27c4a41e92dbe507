import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { planAppBuild } from './appBuild.mjs';
import { configFiles, runBackend } from './backend.mjs';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { planDependencies } from './dependencies.mjs';
import { Problem } from '../running/problem.mjs';
import { checkSettings } from './settings.mjs';
import {
  isToolchainInstalled,
  openToolchain,
  planToolchain,
} from './toolchain.mjs';

/** Runs what `npm run build` made, on PostgreSQL. It installs and builds nothing itself, so a restart is quick. */
export async function main() {
  const production = join(checkout, 'app-config.production.yaml');
  await checkSettings(production, process.env);
  const plan = planToolchain(checkout, {
    version: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
  });
  await checkBuilt(plan);
  const toolchain = await openToolchain(plan, process.env);
  await mkdir(join(checkout, '.portal'), { recursive: true });
  const children = new Children();
  children.endOnSignals();
  const child = runBackend(children, {
    directory: checkout,
    toolchain,
    configs: await configFiles(checkout, [production]),
    mode: 'production',
    output: 'inherit',
  });
  const [code] = await once(child, 'exit');
  if (children.isEnding) return;
  throw new Problem(
    `The portal ended by itself with code ${code}; its log above says why.`,
  );
}

/** @param {ReturnType<typeof planToolchain>} plan */
async function checkBuilt(plan) {
  const done = [
    await isToolchainInstalled(plan),
    (await planDependencies(checkout, 'portal')).isDone,
    (await planAppBuild(checkout)).isDone,
  ];
  if (done.includes(false)) {
    throw new Problem(
      'The portal is not built from these sources yet; run "npm run build" first.',
    );
  }
}
