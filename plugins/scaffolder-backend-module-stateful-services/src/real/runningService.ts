import path from 'node:path';
import { generateRepository } from './generatedRepository';
import { ToolResult, outputOf, required, runTool } from './runTool';

type Generated = Awaited<ReturnType<typeof generateRepository>>;

/** A generated service that is deployed on the real control plane, and its owner's scripts. */
export class RunningService {
  readonly name: string;

  constructor(
    private readonly generated: Generated,
    readonly namespace: string,
  ) {
    this.name = generated.request.name;
  }

  /** Deploys by helm and returns when all members are ready. */
  async deploy(changes: readonly string[] = []): Promise<void> {
    await outputOf('helm', [
      ...['upgrade', '--install', this.name, this.generated.chart],
      ...['--namespace', this.namespace, '--create-namespace'],
      ...['--values', this.generated.values],
      ...['--set', 'storage.storageClassName=standard'],
      ...changes.flatMap(change => ['--set', change]),
      ...['--kubeconfig', required('REAL_KUBECONFIG')],
    ]);
    await this.kubectl(
      ...['rollout', 'status', `statefulset/${this.name}`, '--timeout=50s'],
    );
  }

  kubectl(...args: string[]): Promise<string> {
    const kubeconfig = required('REAL_KUBECONFIG');
    return outputOf('kubectl', [
      ...['--kubeconfig', kubeconfig, '--namespace', this.namespace],
      ...args,
    ]);
  }

  /** One value of each object of a kind, in the order of their names. */
  async values(kind: string, jsonpath: string): Promise<string[]> {
    const template = `jsonpath={range .items[*]}${jsonpath}{"\\n"}{end}`;
    const text = await this.kubectl(
      ...['get', kind, '--sort-by=.metadata.name', '--output', template],
    );
    return text.trim().split('\n');
  }

  /** Runs a script of the repository as its owner would. */
  async run(
    script: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<ToolResult> {
    const kubeconfig = required('REAL_KUBECONFIG');
    return runTool('env', [
      ...Object.entries({ ...environment, KUBECONFIG: kubeconfig }).map(
        ([name, value]) => `${name}=${value}`,
      ),
      path.join(this.generated.root, 'scripts', script),
      ...[this.namespace, this.name, ...args],
    ]);
  }

  async remove(): Promise<void> {
    await this.kubectl('delete', 'namespace', this.namespace, '--wait=false');
  }
}
