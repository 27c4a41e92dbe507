import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { healthySets } from '../__fixtures__/healthySets';
import { Manifest } from '../__fixtures__/runningCluster';
import { assess } from '../assessment/assess';
import { observeObjects } from '../observation/observeObjects';

jest.setTimeout(300_000);

const LABEL = 'stateful-services.example/healthy';
const READ = [
  'statefulsets,pods,persistentvolumeclaims,services,poddisruptionbudgets',
  'endpointslices,horizontalpodautoscalers,events',
  'persistentvolumes,nodes,storageclasses,volumeattachments',
].join(',');
const MOST_MEMBERS = 9;

const run = promisify(execFile);

async function kubectl(
  args: readonly string[],
  items?: readonly object[],
): Promise<string> {
  const { REAL_KUBECONFIG } = process.env;
  if (!REAL_KUBECONFIG) {
    throw new Error(
      'REAL_KUBECONFIG is not set: these tests need the kubeconfig of a real control plane, as "npm run test:real" starts one',
    );
  }
  const running = run('kubectl', ['--kubeconfig', REAL_KUBECONFIG, ...args], {
    timeout: 240_000,
    maxBuffer: 256 * 1024 * 1024,
  });
  running.child.stdin?.end(
    items && JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  );
  return (await running).stdout;
}

/** Nodes of their own, so that other tests do not feel the load. */
const nodes = Array.from({ length: MOST_MEMBERS }, (_, index) => {
  const name = `healthy-${index}`;
  const size = {
    cpu: '256',
    memory: '2Ti',
    pods: '500',
    'ephemeral-storage': '1Ti',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
      labels: {
        [LABEL]: 'true',
        'kubernetes.io/hostname': name,
        'topology.kubernetes.io/zone': `zone-${'abc'[index % 3]}`,
      },
    },
    status: { allocatable: size, capacity: size },
  };
});

function placed(manifest: Manifest, namespace: string): object {
  const { spec, metadata } = manifest;
  const moved = { ...manifest, metadata: { ...metadata, namespace } };
  const template = spec?.template as { spec?: object } | undefined;
  return manifest.kind === 'StatefulSet'
    ? {
        ...moved,
        spec: {
          ...spec,
          template: {
            ...template,
            spec: { ...template?.spec, nodeSelector: { [LABEL]: 'true' } },
          },
        },
      }
    : moved;
}

/** True of all volumes that this control plane provides: directories of a node, which go with their claim. */
const TRUE_HERE = ['pv.hostpath-local', 'pv.reclaim-delete'];

/** Asks for a block device, which this control plane cannot provide. */
const WITHOUT_VOLUMES_HERE = ['aerospike'];

/** A namespace for each, because names come twice among them. */
const sets = healthySets()
  .filter(({ source }) => !WITHOUT_VOLUMES_HERE.includes(source))
  .map(({ manifests }, index) => ({
    namespace: `healthy-${index}`,
    manifests,
  }));

const namespaces = sets.map(({ namespace }) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: namespace, labels: { [LABEL]: 'true' } },
}));

const classNames = new Set(
  sets
    .flatMap(({ manifests }) => manifests)
    .flatMap(({ spec }) => spec?.volumeClaimTemplates ?? [])
    .flatMap(template => template.spec.storageClassName ?? []),
);

/** The class `standard` is there already. */
const storageClasses = [...classNames]
  .filter(name => name !== 'standard')
  .map(name => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name, labels: { [LABEL]: 'true' } },
    provisioner: 'kubernetes.io/host-path',
    allowVolumeExpansion: true,
  }));

interface ListedSet {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: { readonly replicas: number };
  readonly status: { readonly availableReplicas: number };
}

async function unavailableSets(): Promise<readonly string[]> {
  const { items } = JSON.parse(
    await kubectl(['get', 'statefulsets', '-A', '-o', 'json']),
  ) as { items: readonly ListedSet[] };
  return items
    .filter(({ metadata }) => metadata.namespace.startsWith('healthy-'))
    .filter(({ spec, status }) => status.availableReplicas !== spec.replicas)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
}

describe('healthy sets on a real control plane', () => {
  beforeAll(async () => {
    await kubectl(
      ['apply', '-f', '-'],
      [
        ...nodes,
        ...namespaces,
        ...storageClasses,
        ...sets.flatMap(({ manifests, namespace }) =>
          manifests.map(manifest => placed(manifest, namespace)),
        ),
      ],
    );
  });

  afterAll(async () => {
    const all = ['-l', `${LABEL}=true`, '--wait=false'];
    await kubectl(['delete', 'namespaces', ...all]);
    await kubectl(['delete', 'storageclasses', ...all]);
    await kubectl(['delete', 'nodes', ...all]);
  });

  it('raise no alarm once all their members are available', async () => {
    while ((await unavailableSets()).length > 0) {
      await delay(1_000);
    }
    const dump: unknown = JSON.parse(
      await kubectl(['get', READ, '-A', '-o', 'json', '--show-managed-fields']),
    );
    const now = Date.now();
    const judged = observeObjects([dump], { cluster: 'real', complete: true })
      .filter(({ statefulSet }) => statefulSet.namespace.startsWith('healthy-'))
      .map(observation => ({
        name: observation.statefulSet.name,
        ...assess(observation, { now }),
      }));
    const alarms = judged.flatMap(({ name, findings }) =>
      findings
        .filter(({ severity }) => severity !== 'info')
        .filter(({ id }) => !TRUE_HERE.includes(id))
        .map(({ id, title }) => `${name}: ${id}: ${title}`),
    );
    expect(alarms).toEqual([]);
    expect(new Set(judged.map(({ rollout }) => rollout.state))).toEqual(
      new Set(['Complete', 'ScaledToZero']),
    );
    expect(judged.length).toBeGreaterThanOrEqual(60);
  });
});
