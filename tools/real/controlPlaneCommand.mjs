import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { Children } from '../running/children.mjs';
import { Problem } from '../running/problem.mjs';
import { startControlPlane, stopControlPlane } from './controlPlane.mjs';
import { installTools } from './installTools.mjs';
import { Programs } from './programs.mjs';

const usage =
  'Usage: node tools/real/control-plane.mjs up|down [--dir DIRECTORY]';

/** @param {string[]} args */
export async function main(args) {
  const { verb, dir } = parse(args);
  switch (verb) {
    case 'up':
      return up(dir);
    case 'down':
      return stopControlPlane(dir);
    default:
      throw new Problem(usage);
  }
}

/** @param {string} dir */
async function up(dir) {
  if ((await Programs.ofFolder(dir)).isAnyRunning()) {
    throw new Problem(
      `A control plane is already running in ${dir}; end it with "node tools/real/control-plane.mjs down --dir ${dir}".`,
    );
  }
  const children = new Children();
  children.endOnSignals();
  const tools = await installTools(children, { out: process.stderr });
  const plane = await startControlPlane({
    dir,
    tools,
    outlivesThisProcess: true,
  });
  console.error(`A Kubernetes API server is at ${plane.url}; "down" ends it.`);
  console.log(plane.kubeconfig);
}

/** @param {string[]} args */
function parse(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        dir: {
          type: 'string',
          default: join(tmpdir(), 'stateful-services-control-plane'),
        },
      },
    });
    return { verb: positionals.join(' '), dir: resolve(values.dir) };
  } catch (error) {
    throw new Problem(`${error.message}\n${usage}`);
  }
}
