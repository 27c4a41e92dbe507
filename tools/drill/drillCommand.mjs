import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { onPath } from '../running/onPath.mjs';
import { installTools } from '../real/installTools.mjs';
import { Children } from '../running/children.mjs';
import { Problem } from '../running/problem.mjs';
import { allEngineDrills } from './engineDrills.mjs';
import { idleShare } from './idleShare.mjs';
import { readKept, toJson, writeDocs } from './keptResults.mjs';
import { describe } from './report.mjs';
import { hasFailed, runDrill } from './runDrill.mjs';
import { joinRounds, planRounds } from './schedule.mjs';

const usage = `Usage: npm run drill -- all|ENGINE [TOPOLOGY] [--short] [--only DRILL]... [--json FILE] [--docs]
${allEngineDrills.flatMap(describeEngine).join('\n')}`;

/**
 * Of rounds that are light, whatever else runs. Of the others, as many as the processors have room for: servers that start all at
 * once keep each other from it, and what comes to its time-out is begun again. Servers that only wait for others cost as much for as
 * long, so more rounds take longer together.
 */
const lightRounds = Math.ceil(1.5 * availableParallelism());
const mostRounds = 2 * availableParallelism();
const lookForRoomEveryMs = 5_000;
const roomForAnother = 0.25;

/** @param {string[]} args */
export async function main(args) {
  const { chosen, only, short, json, docs } = parse(args);
  await checkSystem();
  const children = new Children({ patienceMs: 1_000 });
  children.endOnSignals();
  const work = await mkdtemp(join(tmpdir(), 'drill-'));
  let isKept = false;
  process.once('exit', () => {
    if (!isKept) rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  });
  const helm = join(await installTools(children), 'helm');
  // Scenes share the images of their engines, which are made when they are missing.
  const oneAtATime = pLimit(1);
  const light = pLimit(lightRounds);
  const heavy = pLimit(availableParallelism());
  void addRounds(heavy);
  const run = async ({ name, engine, topology, drills }) => {
    const own = join(work, name);
    await mkdir(own);
    const scene = await oneAtATime(() =>
      topology.setScene({ children, work: own, helm }),
    );
    console.log(`${name}, on ${scene.version}; logs in ${own}`);
    const results = await runRound(scene, { name, drills });
    const { version } = scene;
    return {
      ...{ name, engine: engine.name, topology: topology.name },
      ...{ version, results },
    };
  };
  const rounds = await Promise.all(
    planRounds(chosen, { only, short, kept: await readKept() }).map(round =>
      (round.engine.isLight ? light : heavy)(run, round),
    ),
  );
  const runs = joinRounds(rounds);
  await children.endAll();
  if (json) await writeFile(json, toJson(runs));
  // What failed is to be mended, not to be published beside what held.
  if (docs) await writeDocs(runs.filter(held));
  const results = runs.flatMap(run => run.results);
  const failed = results.filter(hasFailed);
  console.log(
    `${results.length - failed.length} drills held, ${failed.length} failed`,
  );
  if (failed.length === 0) return;
  isKept = true;
  console.log(`The logs of the servers are in ${work}`);
  process.exitCode = 1;
}

/**
 * Drills wait most of the time, but not all at the same time.
 *
 * @param {import('p-limit').LimitFunction} limit of the rounds, which is raised as long as some wait
 */
async function addRounds(limit) {
  do {
    if ((await idleShare(lookForRoomEveryMs)) > roomForAnother)
      limit.concurrency = Math.min(limit.activeCount + 1, mostRounds);
  } while (limit.pendingCount > 0);
}

async function runRound(scene, { name, drills }) {
  void scene.watch();
  const results = [];
  const knownLost = new Set();
  for (const drill of drills) {
    const result = await runDrill(scene, drill, knownLost);
    console.log(`${name}\n${describe(result)}`);
    results.push(result);
    if (result.failure) break;
  }
  await scene.end();
  return results;
}

const held = ({ results }) => !results.some(hasFailed);

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

function namesOf(drills) {
  return drills.map(({ name }) => name);
}

function describeEngine({ name, topologies }) {
  return topologies.map(
    ({ name: topology, parts }) =>
      `${name} ${topology}: ${namesOf(parts.flat()).join(', ')}`,
  );
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        only: { type: 'string', multiple: true, default: [] },
        short: { type: 'boolean', default: false },
        json: { type: 'string' },
        docs: { type: 'boolean', default: false },
      },
    });
    const chosen = choose(positionals);
    const names = new Set(
      namesOf(chosen.flatMap(({ topology }) => topology.parts.flat())),
    );
    const unknown = values.only.find(name => !names.has(name));
    if (unknown) throw new Error(`There is no drill ${unknown}.`);
    if (values.docs && (values.only.length > 0 || values.short))
      throw new Error(
        'The documentation is made from all drills: leave out --only and --short.',
      );
    return { ...values, chosen };
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}

/** @param {readonly string[]} positionals `all`, or an engine and perhaps one of its topologies */
function choose([engineName, topologyName, ...rest]) {
  const chosen = allEngineDrills
    .filter(({ name }) => engineName === 'all' || name === engineName)
    .flatMap(engine =>
      engine.topologies
        .filter(
          ({ name }) => topologyName === undefined || name === topologyName,
        )
        .map(topology => ({ engine, topology })),
    );
  if (chosen.length === 0 || rest.length > 0)
    throw new Error('Name an engine, and one of its topologies, or all.');
  return chosen;
}
