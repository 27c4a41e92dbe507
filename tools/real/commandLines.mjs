import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How kubelets behave beyond what kwok's own stages know. */
const kwokFolder = fileURLToPath(new URL('kwok', import.meta.url));

/**
 * @typedef {{ etcd: number, etcdPeer: number, api: number, controllers: number, scheduler: number, kwok: number }} Ports
 */

/**
 * The arguments of each program of the control plane; all of them listen on the loopback interface only.
 *
 * @param {{ dir: string, tools: string, ports: Ports, kubeconfig: string }} plane
 * @returns {Readonly<Record<string, readonly string[]>>} in the order in which they start
 */
export function commandLines({ dir, tools, ports, kubeconfig }) {
  const pki = join(dir, 'pki');
  const etcdUrl = `http://127.0.0.1:${ports.etcd}`;
  const peerUrl = `http://127.0.0.1:${ports.etcdPeer}`;
  const fast = ['--kube-api-qps=1000', '--kube-api-burst=2000'];
  return {
    etcd: [
      `--data-dir=${join(dir, 'etcd')}`,
      `--listen-client-urls=${etcdUrl}`,
      `--advertise-client-urls=${etcdUrl}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=default=${peerUrl}`,
      '--unsafe-no-fsync',
    ],
    'kube-apiserver': [
      `--etcd-servers=${etcdUrl}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.api}`,
      `--cert-dir=${pki}`,
      `--service-account-key-file=${join(pki, 'sa.pub')}`,
      `--service-account-signing-key-file=${join(pki, 'sa.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--token-auth-file=${join(pki, 'tokens.csv')}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.0.0.0/16',
      '--allow-privileged=true',
      '--max-requests-inflight=2000',
      '--max-mutating-requests-inflight=1000',
      // No controller here makes the token that this plugin would wait for.
      '--disable-admission-plugins=ServiceAccount',
    ],
    'kube-controller-manager': [
      `--kubeconfig=${kubeconfig}`,
      '--use-service-account-credentials=false',
      `--service-account-private-key-file=${join(pki, 'sa.key')}`,
      '--enable-hostpath-provisioner=true',
      '--leader-elect=false',
      '--controllers=*,-nodeipam,-cloud-node-lifecycle,-node-route-controller,-service-lb-controller',
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.controllers}`,
      ...fast,
    ],
    'kube-scheduler': [
      `--kubeconfig=${kubeconfig}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.scheduler}`,
      ...fast,
    ],
    kwok: [
      `--kubeconfig=${kubeconfig}`,
      '--manage-all-nodes=true',
      `--server-address=127.0.0.1:${ports.kwok}`,
      '--node-ip=127.0.0.1',
      // Shorter leases are late on a busy machine, and then the controller manager calls the nodes lost.
      '--node-lease-duration-seconds=40',
      `--config=${join(tools, 'stages.yaml')}`,
      `--config=${join(kwokFolder, 'configuration.yaml')}`,
      `--config=${join(kwokFolder, 'pods.yaml')}`,
    ],
  };
}
