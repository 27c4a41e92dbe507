import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { moveInto } from '../running/moveInto.mjs';
import { runTool } from '../running/runTool.mjs';

/**
 * Where the binaries of a tool are, or will be once it is built.
 *
 * @param {string} cache
 * @param {import('./pinnedTools.mjs').PinnedTool} tool
 */
export const binariesOf = (cache, tool) => join(cache, tool.key);

/** @param {string} cache @param {import('./pinnedTools.mjs').PinnedTool} tool */
export function isBuilt(cache, tool) {
  return stat(binariesOf(cache, tool)).then(
    () => true,
    () => false,
  );
}

/**
 * Builds a tool aside and moves it into its place at the end, so that what is in the cache is always whole.
 *
 * @param {import('../running/children.mjs').Children} children
 * @param {string} cache
 * @param {import('./pinnedTools.mjs').PinnedTool} tool
 */
export async function buildTool(children, cache, tool) {
  const unfinished = join(cache, `.${tool.key}.${process.pid}`);
  await mkdir(unfinished, { recursive: true });
  try {
    for (const [name, path] of Object.entries(tool.packages)) {
      await runTool(children, {
        doing: `Building ${name} ${tool.version}`,
        command: 'go',
        args: [
          ...[
            'build',
            '-mod=readonly',
            '-trimpath',
            '-ldflags',
            tool.flags.join(' '),
          ],
          ...['-o', join(unfinished, name), path],
        ],
        directory: tool.folder,
        environment: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' },
        source: 'the Go module proxy',
      });
    }
    await tool.addFiles?.(tool.folder, unfinished);
    await moveInto(binariesOf(cache, tool), unfinished);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
