import { execFile } from 'node:child_process';

/**
 * Runs a program to its end; that it fails is an answer, too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number, environment?: readonly string[] }} [options] `environment`: all that the program gets, such as
 *   `NAME=value`, instead of that of this process
 * @returns {Promise<{ code: number, output: string, problem: string }>} code -1: it could not be run or took too long
 */
export function runCommand(
  command,
  args,
  { timeoutMs = 30_000, environment } = {},
) {
  return new Promise(resolve => {
    execFile(
      command,
      [...args],
      {
        env: environment && Object.fromEntries(environment.map(parseVariable)),
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

/** @param {string} variable such as `NAME=value` */
function parseVariable(variable) {
  const end = variable.indexOf('=');
  return [variable.slice(0, end), variable.slice(end + 1)];
}
