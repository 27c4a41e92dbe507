import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepDocuments } from './documents.mjs';
import { writeStages } from './stages.mjs';

const modules = fileURLToPath(new URL('modules', import.meta.url));

/**
 * @typedef {{
 *   module: string, source: string, packages: Readonly<Record<string, string>>, expectedSeconds: number,
 *   linkerFlags?: (version: string) => string[], addFiles?: (goModFolder: string, place: string) => Promise<void>,
 * }} ToolSource
 *   `module`: the folder under modules/ whose go.mod and go.sum pin everything; `source`: the Go module that gives the
 *   version; `packages`: binary name → Go package; `expectedSeconds`: build time on two cores with empty caches;
 *   `addFiles` puts beside the binaries what they need to run
 */

const kubernetesVersion = version => {
  const [major, minor] = version.slice(1).split('.');
  return [
    `-X k8s.io/component-base/version.gitVersion=${version}`,
    `-X k8s.io/component-base/version.gitMajor=${major}`,
    `-X k8s.io/component-base/version.gitMinor=${minor}`,
  ];
};

/** @type {ToolSource} */
export const kubectl = {
  module: 'kubernetes',
  source: 'k8s.io/kubernetes',
  packages: { kubectl: 'k8s.io/kubernetes/cmd/kubectl' },
  expectedSeconds: 60,
  linkerFlags: kubernetesVersion,
};

/** @type {readonly ToolSource[]} */
export const toolSources = [
  {
    module: 'etcd',
    source: 'go.etcd.io/etcd/server/v3',
    packages: { etcd: 'go.etcd.io/etcd/server/v3' },
    expectedSeconds: 25,
  },
  {
    module: 'kubernetes',
    source: 'k8s.io/kubernetes',
    packages: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager':
        'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
    },
    expectedSeconds: 270,
    linkerFlags: kubernetesVersion,
  },
  {
    module: 'kwok',
    source: 'sigs.k8s.io/kwok',
    packages: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
    expectedSeconds: 100,
    addFiles: writeStages,
  },
  {
    module: 'helm3',
    source: 'helm.sh/helm/v3',
    packages: { helm: 'helm.sh/helm/v3/cmd/helm' },
    expectedSeconds: 70,
    // Without it a Helm 3 that was built outside its own release believes in Kubernetes 1.20.
    linkerFlags: () => [
      '-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1',
      '-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=36',
    ],
  },
  {
    module: 'helm4',
    source: 'helm.sh/helm/v4',
    packages: { helm4: 'helm.sh/helm/v4/cmd/helm' },
    expectedSeconds: 100,
  },
  {
    module: 'kube-score',
    source: 'github.com/zegl/kube-score',
    packages: { 'kube-score': 'github.com/zegl/kube-score/cmd/kube-score' },
    expectedSeconds: 25,
  },
  {
    module: 'tflint',
    source: 'github.com/terraform-linters/tflint',
    packages: { tflint: 'github.com/terraform-linters/tflint' },
    expectedSeconds: 85,
  },
  {
    module: 'helm-docs',
    source: 'github.com/norwoodj/helm-docs',
    packages: { 'helm-docs': 'github.com/norwoodj/helm-docs/cmd/helm-docs' },
    expectedSeconds: 6,
  },
  {
    module: 'rclone',
    source: 'github.com/rclone/rclone',
    packages: { rclone: 'github.com/rclone/rclone' },
    expectedSeconds: 240,
  },
  {
    module: 'external-snapshotter',
    source: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
    packages: {},
    expectedSeconds: 2,
    // The kinds alone, for an API server that knows snapshots: no driver and no snapshot controller run here.
    addFiles: keepDocuments({
      module: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
      file: 'volume-snapshots.yaml',
      documents: ['volumesnapshotclasses', 'volumesnapshots'].map(
        kind => `config/crd/snapshot.storage.k8s.io_${kind}.yaml`,
      ),
    }),
  },
];

/**
 * @typedef {ToolSource & { folder: string, version: string, flags: readonly string[], key: string }} PinnedTool
 *   `folder`: where go.mod is; `key`: changes whenever anything changes that the binaries are made from
 */

/**
 * @param {ToolSource} tool
 * @returns {Promise<PinnedTool>}
 */
export async function pin(tool) {
  const folder = join(modules, tool.module);
  const goMod = await readFile(join(folder, 'go.mod'), 'utf8');
  const goSum = await readFile(join(folder, 'go.sum'), 'utf8');
  const version = goMod
    .split('\n')
    .map(line =>
      line
        .trim()
        .replace(/^require /, '')
        .split(' '),
    )
    .find(([path, word]) => path === tool.source && word?.startsWith('v'))?.[1];
  if (version === undefined)
    throw new Error(`${folder}/go.mod does not require ${tool.source}`);
  const flags = ['-s', '-w', ...(tool.linkerFlags?.(version) ?? [])];
  const inputs = [
    goMod,
    goSum,
    flags,
    tool.packages,
    process.platform,
    process.arch,
  ];
  const hash = createHash('sha256')
    .update(JSON.stringify(inputs))
    .digest('hex')
    .slice(0, 12);
  const name =
    Object.keys(tool.packages).length === 1
      ? Object.keys(tool.packages)[0]
      : tool.module;
  return { ...tool, folder, version, flags, key: `${name}-${version}-${hash}` };
}
