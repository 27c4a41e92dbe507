import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { onPath } from '../running/onPath.mjs';
import { installTools } from '../real/installTools.mjs';
import { checkout } from '../running/checkout.mjs';
import { Children } from '../running/children.mjs';
import { Problem } from '../running/problem.mjs';
import { redisDrills } from './redisDrills.mjs';
import { setRedisScene } from './redisScene.mjs';
import { describe, drillsPage } from './report.mjs';
import { hasFailed, runDrill } from './runDrill.mjs';

const usage = `Usage: npm run drill -- redis [--only DRILL]... [--json FILE] [--docs]
Drills: ${redisDrills.map(({ name }) => name).join(', ')}`;
const kept = join(checkout, 'tools/drill/results');

/** @param {string[]} args */
export async function main(args) {
  const { engine, only, json, docs } = parse(args);
  await checkSystem();
  const children = new Children({ patienceMs: 1_000 });
  children.endOnSignals();
  const work = await mkdtemp(join(tmpdir(), 'drill-'));
  let isKept = false;
  process.once('exit', () => {
    if (!isKept) rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  });
  const helm = join(await installTools(children), 'helm');
  const run = await runAll({ engine, only, children, work, helm }).finally(() =>
    children.endAll(),
  );
  const failed = run.results.filter(hasFailed);
  if (json) await writeFile(json, toJson(run));
  if (docs) await writeDocs(run);
  console.log(
    `${run.results.length - failed.length} drills held, ${failed.length} failed`,
  );
  if (failed.length === 0) return;
  isKept = true;
  console.log(`The logs of the servers are in ${work}`);
  process.exitCode = 1;
}

async function runAll({ engine, only, children, work, helm }) {
  const scene = await setRedisScene({ children, work, helm });
  console.log(`${scene.version}, logs in ${work}`);
  void scene.watch();
  const results = [];
  const knownLost = new Set();
  // Nothing can be harmed that has not started.
  const chosen = redisDrills.filter(
    ({ name }, index) =>
      index === 0 || only.length === 0 || only.includes(name),
  );
  for (const drill of chosen) {
    const result = await runDrill(scene, drill, knownLost);
    console.log(describe(result));
    results.push(result);
    if (result.failure) break;
  }
  await scene.end();
  return { engine, version: scene.version, results };
}

async function checkSystem() {
  if (process.platform !== 'linux' || process.getuid() !== 0) {
    throw new Problem(
      'A drill makes network namespaces, for which it must run as root on Linux, for example in a throw-away virtual machine.',
    );
  }
  for (const program of ['ip', 'unshare', 'nsenter', 'chroot', 'setpriv']) {
    if ((await onPath(program)) === undefined)
      throw new Problem(
        `A drill needs ${program}; install iproute2, util-linux and coreutils and start again.`,
      );
  }
}

async function writeDocs(run) {
  await mkdir(kept, { recursive: true });
  await writeFormatted(join(kept, `${run.engine}.json`), toJson(run));
  const files = (await readdir(kept)).sort();
  const runs = await Promise.all(
    files.map(async file =>
      JSON.parse(await readFile(join(kept, file), 'utf8')),
    ),
  );
  await writeFormatted(join(checkout, 'docs/drills.md'), drillsPage(runs));
}

/** Written as the check of the format wants it. */
async function writeFormatted(file, text) {
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
        only: { type: 'string', multiple: true, default: [] },
        json: { type: 'string' },
        docs: { type: 'boolean', default: false },
      },
    });
    const names = new Set(redisDrills.map(({ name }) => name));
    const unknown = values.only.find(name => !names.has(name));
    if (unknown) throw new Error(`There is no drill ${unknown}.`);
    if (positionals.join(' ') !== 'redis')
      throw new Error('Only redis can be drilled.');
    if (values.docs && values.only.length > 0)
      throw new Error(
        'The documentation is made from all drills: leave out --only.',
      );
    return { ...values, engine: 'redis' };
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}
