import { execFile } from 'node:child_process';
import path from 'node:path';

/** What a program did; a failure of the program is an answer, too. */
export interface ToolResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A variable that the real-tool tests need. */
export function required(name: 'REAL_TOOLS_DIR' | 'REAL_KUBECONFIG'): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set: run these tests by "npm run test:real", which provides the real tools.`,
    );
  }
  return value;
}

/** Runs one of the tools that were built for these tests, or else a program of the PATH; at most 120 s. */
export function runTool(
  tool: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string } = {},
): Promise<ToolResult> {
  const directory = required('REAL_TOOLS_DIR');
  return new Promise((resolve, reject) => {
    const child = execFile(
      tool,
      [...args],
      {
        cwd: options.cwd,
        timeout: 120_000,
        maxBuffer: 64 * 2 ** 20,
        env: {
          ...process.env,
          PATH: `${directory}${path.delimiter}${process.env.PATH}`,
        },
      },
      (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') {
          const why = error.killed ? 'ran for more than 120 s' : error.message;
          reject(new Error(`Could not run ${tool} ${args[0]}: ${why}`));
          return;
        }
        const exitCode = typeof error?.code === 'number' ? error.code : 0;
        resolve({ exitCode, stdout, stderr });
      },
    );
    // A program that ends without reading closes the pipe; what it did is told by its exit code.
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
  });
}

/** Like {@link runTool}, for a run that must succeed: its standard output. */
export async function outputOf(
  ...[tool, args, options]: Parameters<typeof runTool>
): Promise<string> {
  const { exitCode, stdout, stderr } = await runTool(tool, args, options);
  if (exitCode !== 0) {
    throw new Error(
      `${tool} ${args.join(' ')} ended with ${exitCode}:\n${stderr}${stdout}`,
    );
  }
  return stdout;
}
