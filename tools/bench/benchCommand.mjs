import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { checkout } from '../running/checkout.mjs';
import { Problem } from '../running/problem.mjs';
import { describe, benchmarksPage } from './report.mjs';
import { holds } from './result.mjs';

const kept = fileURLToPath(new URL('results', import.meta.url));

/** In the order of the page; each is loaded only when it is run. */
const parts = {
  assess: async () => (await import('./assess/assessPart.mjs')).assessPart(),
  view: async () => (await import('./view/viewPart.mjs')).viewPart(),
  scale: async () => (await import('./scale/scalePart.mjs')).scalePart(),
  soak: async () => (await import('./soak/soakPart.mjs')).soakPart(),
};

const usage = `Usage: npm run bench -- [PART…] [options]
  PART         ${Object.keys(parts).join(', ')} (all)
  --json FILE  also write what was measured there
  --docs       keep the results and make docs/benchmarks.md from them
Exit code: 0 every limit holds, 1 one does not.`;

/** @param {string[]} args */
export async function main(args) {
  const { wanted, json, docs } = parse(args);
  const results = [];
  for (const part of wanted) {
    const result = await measure(part);
    console.log(`\n${describe(result)}`);
    results.push(result);
    if (docs) await writeFormatted(join(kept, `${part}.json`), toJson(result));
  }
  if (json) {
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), json);
    await writeFile(file, toJson(results));
  }
  if (docs) await writePage();
  process.exitCode = results.every(({ limits }) => limits.every(holds)) ? 0 : 1;
}

/** @param {string} part @returns {Promise<import('./result.mjs').KeptResult>} */
async function measure(part) {
  const begin = performance.now();
  const [loadBefore] = loadavg();
  const result = await parts[part]();
  return {
    ...result,
    machine: {
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      cores: availableParallelism(),
      memoryGibibytes: Math.round(totalmem() / 2 ** 30),
      loadBefore: Number(loadBefore.toFixed(1)),
    },
    minutes: Number(((performance.now() - begin) / 60_000).toFixed(1)),
  };
}

/** The page that the kept results make. */
export async function makePage() {
  const files = await readdir(kept);
  const measured = Object.keys(parts).filter(part =>
    files.includes(`${part}.json`),
  );
  const results = await Promise.all(
    measured.map(async part =>
      JSON.parse(await readFile(join(kept, `${part}.json`), 'utf8')),
    ),
  );
  return format(benchmarksPage(results), { parser: 'markdown' });
}

async function writePage() {
  await writeFile(join(checkout, 'docs/benchmarks.md'), await makePage());
}

/** Written as the check of the format wants it. */
async function writeFormatted(file, text) {
  await mkdir(kept, { recursive: true });
  const options = await resolveConfig(file);
  await writeFile(file, await format(text, { ...options, filepath: file }));
}

const toJson = value => `${JSON.stringify(value, null, 2)}\n`;

/** @param {string[]} args */
function parse(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        docs: { type: 'boolean', default: false },
      },
    });
    const unknown = positionals.find(part => !(part in parts));
    if (unknown) throw new Error(`There is no part ${unknown}.`);
    return {
      ...values,
      wanted: positionals.length > 0 ? positionals : Object.keys(parts),
    };
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}
