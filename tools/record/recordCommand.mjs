import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { diffLinesUnified } from 'jest-diff';
import { startControlPlane } from '../real/controlPlane.mjs';
import { installTools } from '../real/installTools.mjs';
import { Children } from '../running/children.mjs';
import { Problem } from '../running/problem.mjs';

const usage = `Usage: npm run record -- [SITUATION…] | --seed NUMBER…
  SITUATION  is recorded and written; without any, all are recorded, and those are written of which something else is told
  --seed     instead leads the real control plane and the sandbox through the sequence of operations that the number decides
Exit code: 0 everything is told right, 1 something is not, or could not be recorded.`;

/** @param {string[]} args */
export async function main(args) {
  const { names, seeds } = parse(args);
  const library = createRequire(import.meta.url)('./situations.cjs');
  const told =
    seeds.length > 0
      ? await tellSequences(library, seeds)
      : await tellSituations(library, names);
  const wrong = told.filter(isRight => !isRight).length;
  console.log(`${told.length - wrong} told right, ${wrong} not`);
  process.exitCode = wrong > 0 ? 1 : 0;
}

async function tellSituations(library, names) {
  const chosen = choose(library.situations, names);
  const recordings = await onRealCluster(library, client =>
    library.recordAll(client, chosen),
  );
  return chosen.map(situation =>
    tell(library, {
      situation,
      recording: recordings.get(situation.name),
      isNamed: names.length > 0,
    }),
  );
}

async function tellSequences(library, seeds) {
  const real = await onRealCluster(library, client =>
    library.recordOnRealCluster(client, seeds),
  );
  const sandbox = await library.recordOnSandbox(seeds);
  return [...real.keys()].map(name => {
    const [onReal, onSandbox] = [real, sandbox].map(recordings => {
      const recording = recordings.get(name);
      return recording instanceof Error
        ? { lines: [], complaints: [recording.message] }
        : library.examineSequence(recording);
    });
    console.log(`\n${name}\n${onReal.lines.join('\n')}`);
    const isSame = printDifference(
      { as: 'on the sandbox', lines: onSandbox.lines },
      { as: 'on the real control plane', lines: onReal.lines },
    );
    const complaints = [...onReal.complaints, ...onSandbox.complaints];
    complaints.forEach(complaint => console.log(`  wrong: ${complaint}`));
    return isSame && complaints.length === 0;
  });
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { seed: { type: 'string', multiple: true, default: [] } },
    });
    const seeds = values.seed.map(Number);
    if (!seeds.every(Number.isSafeInteger))
      throw new Error('A seed is a whole number.');
    return { names: positionals, seeds };
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}

function choose(situations, names) {
  const unknown = names.find(
    wanted => !situations.some(({ name }) => name === wanted),
  );
  if (unknown !== undefined) {
    const all = situations.map(({ name }) => name).join(', ');
    throw new Problem(
      `There is no situation "${unknown}"; there are ${all}.\n${usage}`,
    );
  }
  return situations.filter(
    ({ name }) => names.length === 0 || names.includes(name),
  );
}

/** Starts a control plane for as long as it is used. */
async function onRealCluster({ ApiClient }, use) {
  const children = new Children();
  children.endOnSignals();
  const tools = await installTools(children);
  const dir = await mkdtemp(join(tmpdir(), 'control-plane-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const plane = await startControlPlane({ dir, tools });
  const client = ApiClient.fromKubeconfig(
    await readFile(plane.kubeconfig, 'utf8'),
  );
  try {
    return await use(client);
  } finally {
    client.close();
    await plane.stop();
  }
}

/** Says how a recording differs from the one that is kept, and keeps it. @returns {boolean} whether it is told right */
function tell(
  { examine, findRecording, writeRecording },
  { situation, recording, isNamed },
) {
  const { name } = situation;
  if (recording instanceof Error) {
    console.log(`${name}: not recorded\n${recording.message}\n`);
    return false;
  }
  const before = findRecording(name);
  const { complaints, lines } = examine(situation, recording);
  const former = before ? examine(situation, before).lines : [];
  console.log(name);
  const isSame = printDifference(
    { as: 'as kept', lines: former },
    { as: 'now', lines },
  );
  if (!isSame || isNamed) writeRecording(recording);
  complaints.forEach(complaint => console.log(`  wrong: ${complaint}`));
  return complaints.length === 0;
}

/** @returns {boolean} whether there is none */
function printDifference(before, after) {
  if (before.lines.join('\n') === after.lines.join('\n')) return true;
  console.log(
    diffLinesUnified(before.lines, after.lines, {
      aAnnotation: before.as,
      bAnnotation: after.as,
      contextLines: 3,
      expand: false,
    }),
  );
  return false;
}
