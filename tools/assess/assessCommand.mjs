import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { Problem } from '../running/problem.mjs';
import { parseDump } from './dump.mjs';
import { formatReport, formatRules } from './formatReport.mjs';

const usage = `Usage: npm run -s assess -- FILE… [options]
  FILE                what "kubectl get … --output yaml" or json printed; - is the standard input
  --now TIME          judge as of this time, e.g. 2026-11-20T12:00:00Z (now)
  --complete          the files hold all that there is of these kinds: StatefulSet, Pod, PersistentVolumeClaim,
                      PersistentVolume, Node, StorageClass, PodDisruptionBudget, Service; without it, a kind of
                      which there is none is taken to be unknown
  --format json|text  (text)
  --list-rules        show every rule
Exit code: 0 nothing above info, 1 findings, 2 input that cannot be read or says too little.`;

/** @param {string[]} args */
export async function main(args) {
  try {
    process.exitCode = await run(args);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}

/** @param {string[]} args @returns {Promise<number>} the exit code */
async function run(args) {
  const { files, now, complete, format, listRules } = parseOptions(args);
  const domain = createRequire(import.meta.url)('./runTypeScript.cjs').domain();
  if (listRules) {
    console.log(formatRules(domain.catalogue, format));
    return 0;
  }
  const objects = (await Promise.all(files.map(readDump))).flat();
  const reports = judge(domain, { objects, now, complete });
  if (reports.length === 0) {
    throw new Problem('There is no StatefulSet among the objects.');
  }
  console.log(formatReport(reports, format));
  return exitCodeOf(reports.map(({ assessment }) => assessment));
}

/** A set that is down or stuck is loud, whether or not a finding says why. */
function exitCodeOf(assessments) {
  const isLoud = ({ level, findings }) =>
    ['attention', 'critical'].includes(level) ||
    findings.some(({ severity }) => severity !== 'info');
  if (assessments.some(isLoud)) return 1;
  return assessments.some(({ level }) => level === 'unknown') ? 2 : 0;
}

function judge(domain, { objects, now, complete }) {
  try {
    return domain
      .observeObjects(objects, { cluster: 'dump', complete })
      .map(observation => ({
        namespace: observation.statefulSet.namespace,
        name: observation.statefulSet.name,
        assessment: domain.assess(observation, { now }),
      }));
  } catch (error) {
    const [issue] = error.issues ?? [];
    if (!issue) throw error;
    throw new Problem(
      `An object is not as Kubernetes describes it: ${issue.path.join('.')}: ${issue.message}.`,
    );
  }
}

/** @param {string} file */
async function readDump(file) {
  try {
    const content =
      file === '-'
        ? await text(process.stdin)
        : await readFile(
            resolve(process.env.INIT_CWD ?? process.cwd(), file),
            'utf8',
          );
    return parseDump(file, content);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${file} cannot be read: ${error.message}.`);
  }
}

/** @param {string[]} args */
function parseOptions(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        now: { type: 'string' },
        complete: { type: 'boolean', default: false },
        format: { type: 'string', default: 'text' },
        'list-rules': { type: 'boolean', default: false },
      },
    });
    const now = values.now === undefined ? Date.now() : Date.parse(values.now);
    const listRules = values['list-rules'];
    if (Number.isNaN(now)) throw new Error(`"${values.now}" is not a time.`);
    if (!['json', 'text'].includes(values.format)) {
      throw new Error(`"${values.format}" is not a format.`);
    }
    if (positionals.length === 0 && !listRules) throw new Error('No file.');
    const { complete, format } = values;
    return { files: positionals, now, complete, format, listRules };
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}
