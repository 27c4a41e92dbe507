import { readFileSync } from 'node:fs';
import { describeContract } from './contract';
import { KubernetesClient } from './kubernetesClient';
import { furnish, Workbench } from './workbench';

jest.setTimeout(240_000);

function openRealCluster(): KubernetesClient {
  const file = process.env.REAL_KUBECONFIG;
  if (!file) {
    throw new Error(
      'REAL_KUBECONFIG is not set: name the kubeconfig of a control plane whose nodes are played by kwok, so that the contract can be checked against it.',
    );
  }
  return KubernetesClient.fromKubeconfig(readFileSync(file, 'utf8'));
}

describe('a real control plane as a Kubernetes cluster', () => {
  let bench: Workbench;

  beforeAll(async () => {
    await furnish(openRealCluster());
  });
  beforeEach(async () => {
    bench = new Workbench(openRealCluster());
    await bench.open();
  });
  afterEach(() => bench.close());

  describeContract(() => bench);
});
