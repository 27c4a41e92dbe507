import { rmSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffLinesUnified } from 'jest-diff';
import { startControlPlane } from '../real/controlPlane.mjs';
import { installTools } from '../real/installTools.mjs';
import { Children } from '../running/children.mjs';
import { Problem } from '../running/problem.mjs';

const usage = `Usage: npm run record -- [SITUATION…]
  SITUATION  is recorded and written; without any, all are recorded, and those are written of which something else is told
Exit code: 0 every recorded situation is told right, 1 one is not, or could not be recorded.`;

/** @param {string[]} args */
export async function main(args) {
  const package_ = createRequire(import.meta.url)('./situations.cjs');
  const chosen = choose(package_.situations, args);
  const recordings = await recordOnRealCluster(package_, chosen);
  const told = chosen.map(situation =>
    tell(package_, {
      situation,
      recording: recordings.get(situation.name),
      isNamed: args.length > 0,
    }),
  );
  const wrong = told.filter(isRight => !isRight).length;
  console.log(`${told.length - wrong} told right, ${wrong} not`);
  process.exitCode = wrong > 0 ? 1 : 0;
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

async function recordOnRealCluster({ ApiClient, recordAll }, chosen) {
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
    return await recordAll(client, chosen);
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
  const isSame = lines.join('\n') === former.join('\n');
  if (!isSame || isNamed) writeRecording(recording);
  console.log(`${name}: ${isSame ? 'as before' : 'different'}`);
  if (!isSame) {
    console.log(
      diffLinesUnified(former, lines, {
        aAnnotation: 'as kept',
        bAnnotation: 'now',
        contextLines: 3,
        expand: false,
      }),
    );
  }
  complaints.forEach(complaint => console.log(`  wrong: ${complaint}`));
  return complaints.length === 0;
}
