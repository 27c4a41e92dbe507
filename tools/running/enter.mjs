import { Problem } from './problem.mjs';

const oldestNode = 20;

/**
 * Runs the `main` of a command, or says in one sentence why it cannot run.
 *
 * @remarks
 * Everything else is loaded by `load` only after the check, since an old Node could not even parse it.
 *
 * @param {() => Promise<{ main: (args: string[]) => Promise<void> }>} load
 * @param {string} [nodeVersion] as in `process.versions.node`
 */
export async function enter(load, nodeVersion = process.versions.node) {
  if (Number(nodeVersion.split('.')[0]) < oldestNode) {
    console.error(
      `This project needs Node ${oldestNode} or newer and was started with Node ${nodeVersion}; install a newer one from https://nodejs.org and start again.`,
    );
    process.exitCode = 1;
    return;
  }
  try {
    const { main } = await load();
    await main(process.argv.slice(2));
  } catch (error) {
    console.error(describe(error));
    process.exitCode = 1;
  }
}

/** @param {unknown} error */
function describe(error) {
  if (error instanceof Problem) return error.message;
  if (error?.code === 'ENOSPC') {
    return 'The disk is full; free some space and start again.';
  }
  return error;
}
