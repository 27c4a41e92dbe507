import { ClusterConnection } from 'backstage-plugin-stateful-services-node';
import { stringify } from 'yaml';
import { SandboxCluster } from '../sandboxCluster';
import { Pace } from '../sandboxControls';
import { loadScenarios } from '../scenarios/loadScenarios';
import { runScenario } from '../scenarios/runScenario';
import { Scenario } from '../scenarios/scenario';
import { startSandboxCluster } from '../startSandboxCluster';
import { landscape } from './landscape';

/** Pods of the demo take long enough to be watched. */
const PACE: Pace = { podStartMs: 3000, podStopMs: 1200, expansionMs: 5000 };
const NAMES: readonly Scenario['cluster'][] = ['sandbox', 'sandbox-west'];

/** A cluster whose connection is known and where nobody answers: port 9 (discard) is closed on any sane machine. */
const LOST: ClusterConnection = {
  name: 'sandbox-lost',
  title: 'Sandbox lost',
  kubeconfig: stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      { name: 'sandbox-lost', cluster: { server: 'http://127.0.0.1:9' } },
    ],
    users: [{ name: 'nobody', user: { token: 'none' } }],
    contexts: [
      {
        name: 'sandbox-lost',
        context: { cluster: 'sandbox-lost', user: 'nobody' },
      },
    ],
    'current-context': 'sandbox-lost',
  }),
};

const TITLES: Readonly<Record<Scenario['cluster'], string>> = {
  sandbox: 'Sandbox',
  'sandbox-west': 'Sandbox west',
};

/** The clusters of the demo, with every scenario in the state that it is to show. */
export class DemoClusters {
  private constructor(private readonly running: readonly SandboxCluster[]) {}

  /** @throws Error naming the file or the step when a scenario cannot be read or does not get where it should. */
  static async start(options: {
    readonly scenarios: string;
    readonly onError: (error: unknown) => void;
  }): Promise<DemoClusters> {
    const scenarios = await loadScenarios(options.scenarios);
    const running = await Promise.all(
      NAMES.map(name =>
        startSandboxCluster({ name, onError: options.onError }),
      ),
    );
    const clusters = new DemoClusters(running);
    try {
      await Promise.all(running.map(cluster => prepare(cluster, scenarios)));
    } catch (error) {
      await clusters.close();
      throw error;
    }
    return clusters;
  }

  /** How to reach them, the unreachable one included. */
  connections(): readonly ClusterConnection[] {
    const reachable = NAMES.flatMap(name => {
      const cluster = this.find(name);
      return cluster
        ? {
            name,
            title: TITLES[name],
            kubeconfig: cluster.kubeconfig,
            prometheusUrl: cluster.prometheusUrl,
          }
        : [];
    });
    return [...reachable, LOST];
  }

  find(name: string): SandboxCluster | undefined {
    return this.running.find(cluster => cluster.name === name);
  }

  async close(): Promise<void> {
    await Promise.all(this.running.map(cluster => cluster.close()));
  }
}

async function prepare(
  cluster: SandboxCluster,
  scenarios: readonly Scenario[],
): Promise<void> {
  cluster.apply(landscape(cluster.name));
  const own = scenarios.filter(scenario => scenario.cluster === cluster.name);
  await Promise.all(own.map(scenario => runScenario(cluster, scenario)));
  cluster.controls.setPace(PACE);
  // Nobody watched the preparation, so its history would only take memory.
  cluster.controls.compact();
}
