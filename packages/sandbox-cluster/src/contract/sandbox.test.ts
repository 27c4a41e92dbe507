import { inspect } from 'node:util';
import { SandboxCluster } from '../sandboxCluster';
import { startSandboxCluster } from '../startSandboxCluster';
import { describeContract } from './contract';
import { KubernetesClient } from './kubernetesClient';
import { furnish, Workbench } from './workbench';

jest.setTimeout(120_000);

describe('the sandbox as a Kubernetes cluster', () => {
  const defects: unknown[] = [];
  let cluster: SandboxCluster;
  let bench: Workbench;

  beforeAll(async () => {
    cluster = await startSandboxCluster({
      name: 'contract',
      onError: error => defects.push(inspect(error)),
    });
    await furnish(KubernetesClient.fromKubeconfig(cluster.kubeconfig));
  });
  afterAll(() => cluster.close());
  beforeEach(async () => {
    bench = new Workbench(KubernetesClient.fromKubeconfig(cluster.kubeconfig));
    await bench.open();
  });
  afterEach(async () => {
    await bench.close();
    expect(defects).toEqual([]);
  });

  describeContract(() => bench);
});
