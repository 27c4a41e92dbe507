import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SandboxCluster, startSandboxCluster } from 'sandbox-cluster';
import { parseAllDocuments } from 'yaml';
import { ApiClient } from '../cluster/apiClient';
import { recordAll, Recordings } from '../recording/recordAll';
import { sandboxKubelet } from './sandboxKubelet';
import { sequenceOf } from './sequence';

// eslint-disable-next-line no-restricted-syntax -- this package is never built
const manifests = resolve(__dirname, '../../../../tools/real/manifests');

/** It shares our thread: what it does not do at once it does not do. */
const QUIET_POLLS = 15;

/** The nodes and the storage class that a real control plane is furnished with. */
function furnish(cluster: SandboxCluster): void {
  for (const name of ['nodes.yaml', 'storage-class.yaml']) {
    const text = readFileSync(resolve(manifests, name), 'utf8');
    cluster.apply(parseAllDocuments(text).map(document => document.toJS()));
  }
}

/** Leads a sandbox through the sequences of seeds. */
export async function recordOnSandbox(
  seeds: readonly number[],
): Promise<Recordings> {
  const cluster = await startSandboxCluster({ name: 'sequences' });
  const client = ApiClient.fromKubeconfig(cluster.kubeconfig);
  try {
    furnish(cluster);
    const kubelet = sandboxKubelet(cluster.controls);
    const sequences = seeds.map(seed => sequenceOf(seed, kubelet));
    return await recordAll(client, sequences, QUIET_POLLS);
  } finally {
    client.close();
    await cluster.close();
  }
}
