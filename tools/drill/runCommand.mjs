import { execFile } from 'node:child_process';

/**
 * Runs a program to its end; that it fails is an answer, too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string, problem: string }>} code -1: it could not be run or took too long
 */
export function runCommand(command, args, { timeoutMs = 30_000 } = {}) {
  return new Promise(resolve => {
    execFile(
      command,
      [...args],
      {
        ...{ timeout: timeoutMs, killSignal: 'SIGKILL' },
        maxBuffer: 16 * 2 ** 20,
      },
      (error, output, problem) => {
        const failed = typeof error?.code === 'number' ? error.code : -1;
        resolve({ code: error ? failed : 0, output, problem });
      },
    );
  });
}

/** Like {@link runCommand}, for a program that must succeed: its standard output. */
export async function outputOf(...[command, args, options]) {
  const { code, output, problem } = await runCommand(command, args, options);
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}: ${problem}${output}`,
    );
  }
  return output;
}
