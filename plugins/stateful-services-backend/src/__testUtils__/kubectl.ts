import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The kubeconfig of a real control plane that tests may write to. */
export function realKubeconfig(): string {
  const path = process.env.REAL_KUBECONFIG;
  if (!path) {
    throw new Error(
      'REAL_KUBECONFIG is not set: these tests need the kubeconfig of a real control plane, as "npm run test:real" starts one',
    );
  }
  return path;
}

/** Runs kubectl on the real control plane and returns what it prints. */
export async function kubectl(
  args: readonly string[],
  input?: unknown,
): Promise<string> {
  const running = run('kubectl', ['--kubeconfig', realKubeconfig(), ...args], {
    timeout: 60_000,
  });
  if (input !== undefined) {
    running.child.stdin?.end(JSON.stringify(input));
  }
  return (await running).stdout;
}

/** Applies objects as kubectl does. */
export async function apply(items: readonly unknown[]): Promise<void> {
  await kubectl(['apply', '-f', '-'], {
    apiVersion: 'v1',
    kind: 'List',
    items,
  });
}

/** An address on loopback at which requests have the rights of the kubeconfig; stop the process when done. */
export async function startProxy(): Promise<{
  readonly url: string;
  readonly process: ChildProcess;
}> {
  const process = spawn('kubectl', [
    '--kubeconfig',
    realKubeconfig(),
    'proxy',
    '--port=0',
  ]);
  const [line] = await once(process.stdout, 'data');
  const address = /127\.0\.0\.1:\d+/.exec(String(line));
  if (!address) {
    throw new Error(`kubectl proxy says no address: ${line}`);
  }
  return { url: `http://${address[0]}`, process };
}
