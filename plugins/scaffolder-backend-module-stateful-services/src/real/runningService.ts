import path from 'node:path';
import { generateRepository } from './generatedRepository';
import { ToolResult, outputOf, required, runTool } from './runTool';

type Generated = Awaited<ReturnType<typeof generateRepository>>;

interface Deployment {
  /** The program, of one version or the other. */
  readonly helm?: string;
  readonly chart?: string;
  /** As `--set` takes them. */
  readonly changes?: readonly string[];
}

interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly name?: string;
  /** What the owner types. */
  readonly input?: string;
}

/** A generated service that is deployed on the real control plane, and its owner's scripts. */
export class RunningService {
  readonly name: string;

  constructor(
    private readonly generated: Generated,
    readonly namespace: string,
  ) {
    this.name = generated.request.name;
  }

  /** Deploys and returns when every pod is ready and of the newest revision. */
  async deploy({
    helm = 'helm',
    chart = this.generated.chart,
    changes = [],
  }: Deployment = {}): Promise<void> {
    await outputOf(helm, [
      ...['upgrade', '--install', this.name, chart],
      ...['--namespace', this.namespace, '--create-namespace'],
      ...['--values', this.generated.values],
      ...['--set', 'storage.storageClassName=standard'],
      ...changes.flatMap(change => ['--set', change]),
      ...['--kubeconfig', required('REAL_KUBECONFIG')],
    ]);
    for (const set of await this.values('statefulsets', '{.metadata.name}')) {
      await this.kubectl(
        ...['rollout', 'status', `statefulset/${set}`, '--timeout=110s'],
      );
    }
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

  /** Runs a script of the repository as its owner would, for this service or for one of its sets. */
  async run(
    script: string,
    args: readonly string[],
    { environment = {}, name = this.name, input }: RunOptions = {},
  ): Promise<ToolResult> {
    const kubeconfig = required('REAL_KUBECONFIG');
    const command = [
      ...Object.entries({ ...environment, KUBECONFIG: kubeconfig }).map(
        ([variable, value]) => `${variable}=${value}`,
      ),
      path.join(this.generated.root, 'scripts', script),
      ...[this.namespace, name, ...args],
    ];
    return runTool('env', command, { input });
  }

  async remove(): Promise<void> {
    await this.kubectl('delete', 'namespace', this.namespace, '--wait=false');
  }
}
