import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { checkDiskSpace } from '../running/diskSpace.mjs';
import { runPhases } from '../running/phases.mjs';
import { Problem } from '../running/problem.mjs';
import { toolCache } from '../running/toolCache.mjs';
import { binariesOf, buildTool, isBuilt } from './buildTool.mjs';
import { moveInto } from '../running/moveInto.mjs';
import { onPath } from '../running/onPath.mjs';
import { kubectl, pin, toolSources } from './pinnedTools.mjs';
import {
  debianPrograms,
  findDebianProgram,
  unpackDebianProgram,
} from './debianPrograms.mjs';

/**
 * Builds what is missing of the real tools and gathers all of them in one folder.
 *
 * @param {import('../running/children.mjs').Children} children
 * @param {{ cache?: string, out?: { write(text: string): unknown, isTTY?: boolean } }} [options]
 * @returns {Promise<string>} the folder, whose programs are links to what was built
 */
export async function installTools(
  children,
  { cache = toolCache(), out = process.stdout } = {},
) {
  await mkdir(cache, { recursive: true });
  const systemKubectl = await onPath('kubectl');
  const tools = await Promise.all(
    [...toolSources, ...(systemKubectl ? [] : [kubectl])].map(pin),
  );
  const built = await Promise.all(tools.map(tool => isBuilt(cache, tool)));
  const missing = tools.filter((_, index) => !built[index]);
  if (missing.length > 0) await checkCanBuild(cache, missing);

  const phases = missing.map(tool => ({
    name: tool.key,
    title: `Building ${namesOf(tool).join(', ')} ${tool.version}`,
    expectedSeconds: tool.expectedSeconds,
    run: () => buildTool(children, cache, tool),
  }));
  for (const program of debianPrograms) {
    if ((await findDebianProgram(cache, program)) !== undefined) continue;
    phases.push({
      name: program.name,
      title: `Fetching ${program.name}`,
      expectedSeconds: 5,
      run: () => unpackDebianProgram(children, cache, program),
    });
  }
  await runPhases(phases, { data: cache, out });
  const others = await Promise.all(
    debianPrograms.map(program => findDebianProgram(cache, program)),
  );
  return gather(cache, {
    folders: tools.map(tool => binariesOf(cache, tool)),
    files: [systemKubectl, ...others].filter(file => file !== undefined),
  });
}

/** What a tool is known by: its binaries, or its module where it gives only documents. @param {import('./pinnedTools.mjs').PinnedTool} tool */
function namesOf(tool) {
  const names = Object.keys(tool.packages);
  return names.length > 0 ? names : [tool.module];
}

/** @param {string} cache @param {readonly import('./pinnedTools.mjs').PinnedTool[]} missing */
async function checkCanBuild(cache, missing) {
  if ((await onPath('go')) === undefined) {
    const names = missing.flatMap(namesOf).join(', ');
    throw new Problem(
      `Go 1.26 or newer is needed to build ${names}, and there is no go on the PATH; install it from https://go.dev/dl and start again.`,
    );
  }
  await checkDiskSpace(cache, {
    neededGibibytes: 6,
    purpose: 'Building the real tools',
  });
}

/**
 * One folder of links, named after what it links to, so that it never changes under somebody who uses it.
 *
 * @param {string} cache
 * @param {{ folders: readonly string[], files: readonly string[] }} what
 */
async function gather(cache, { folders, files }) {
  const inFolders = await Promise.all(
    folders.map(async folder =>
      (await readdir(folder)).map(name => [name, join(folder, name)]),
    ),
  );
  const links = [
    ...inFolders.flat(),
    ...files.map(file => [file.split('/').at(-1), file]),
  ];
  const hash = createHash('sha256')
    .update(JSON.stringify(links))
    .digest('hex')
    .slice(0, 12);
  const place = join(cache, `bin-${hash}`);
  const aside = join(cache, `.bin-${hash}.${process.pid}`);
  await mkdir(aside, { recursive: true });
  for (const [name, target] of links) await symlink(target, join(aside, name));
  await moveInto(place, aside);
  await rm(aside, { recursive: true, force: true });
  return place;
}
