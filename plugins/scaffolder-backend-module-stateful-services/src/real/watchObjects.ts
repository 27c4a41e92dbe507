import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { required } from './runTool';

interface Watched<T> {
  readonly namespace: string;
  /** As kubectl takes it. */
  readonly kind: string;
  /** Called for one object after the other: for each that exists, and again whenever one has changed. */
  readonly onObject: (object: T) => Promise<void>;
}

/**
 * Watches the objects of a kind on the real cluster.
 *
 * @returns ends the watch, once what was being done for an object is done; rejects if that failed
 */
export function watchObjects<T>({
  namespace,
  kind,
  onObject,
}: Watched<T>): () => Promise<void> {
  const kubectl = spawn(
    path.join(required('REAL_TOOLS_DIR'), 'kubectl'),
    [
      ...['--kubeconfig', required('REAL_KUBECONFIG')],
      ...['--namespace', namespace, 'get', kind, '--watch'],
      ...['--output', 'jsonpath={@}{"\\n"}'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const finished = (async () => {
    for await (const line of createInterface({ input: kubectl.stdout })) {
      await onObject(JSON.parse(line));
    }
  })();
  return async () => {
    kubectl.kill();
    await finished;
  };
}
