import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { checkout } from '../running/checkout.mjs';
import { Problem } from '../running/problem.mjs';
import { faults } from './catalogue.mjs';
import { clusterFaultsPage } from './page.mjs';
import { complaints, runFaults } from './runFaults.mjs';
import { scenarios } from './scenarios.mjs';

const kept = fileURLToPath(new URL('results.json', import.meta.url));
const page = join(checkout, 'docs/cluster-faults.md');
const ids = [...faults, ...scenarios].map(({ id }) => id);

const usage = `Usage: npm run faults -- [FAULT…] [options]
  FAULT    ${ids.join(', ')} (all)
  --short  each for a few seconds, several at once
  --docs   keep the results and make docs/cluster-faults.md from them
Exit code: 0 every fault was told and is over, 1 one was not.`;

/** @param {string[]} args */
export async function main(args) {
  const { only, short, docs } = parse(args);
  const results = await runFaults({
    form: short ? 'short' : 'full',
    only,
    out: line => console.log(`${new Date().toISOString()} ${line}`),
  });
  console.log(clusterFaultsPage(results));
  if (docs) {
    const merged = await mergeKept(results);
    await writeFile(
      kept,
      await format(JSON.stringify(merged), { parser: 'json' }),
    );
    await writeFile(page, await makePage());
  }
  const failed = [
    ...results.faults.filter(result => complaints(result).length > 0),
    ...results.scenarios.filter(({ claims }) =>
      claims.some(({ holds }) => !holds),
    ),
  ];
  process.exitCode = failed.length > 0 ? 1 : 0;
}

/** What was not made this time stays as it was. */
async function mergeKept(results) {
  const before = await readKept();
  const merge = (name, all) =>
    all.flatMap(
      ({ id }) =>
        results[name].find(result => result.id === id) ??
        before[name].find(result => result.id === id) ??
        [],
    );
  return {
    ...results,
    faults: merge('faults', faults),
    scenarios: merge('scenarios', scenarios),
  };
}

async function readKept() {
  const text = await readFile(kept, 'utf8').catch(() => undefined);
  return text ? JSON.parse(text) : { faults: [], scenarios: [] };
}

/** The page that the kept results make. */
export async function makePage() {
  return format(clusterFaultsPage(await readKept()), { parser: 'markdown' });
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        short: { type: 'boolean', default: false },
        docs: { type: 'boolean', default: false },
      },
    });
    const unknown = positionals.find(id => !ids.includes(id));
    if (unknown) throw new Error(`There is no fault ${unknown}.`);
    return { ...values, only: positionals };
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}
