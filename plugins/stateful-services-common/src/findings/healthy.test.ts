import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { claim, node, NOW, pod } from '../__fixtures__/objects';
import { assess } from '../assessment/assess';
import { observeObjects } from '../observation/observeObjects';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly replicas?: number;
    readonly serviceName?: string;
    readonly template?: { readonly metadata?: { readonly labels?: object } };
    readonly volumeClaimTemplates?: readonly {
      readonly metadata: { readonly name: string };
      readonly spec: object;
    }[];
  };
}

const ROOT = resolve(__dirname, '../../../..');
const SCENARIOS = resolve(ROOT, 'examples/scenarios');
const GOLDEN = resolve(
  ROOT,
  'plugins/scaffolder-backend-module-stateful-services/src/plan/__golden__',
);

/** Our own manifests, as they are written; a file of scenarios has several documents, a golden one a list. */
const files = [
  ...readdirSync(SCENARIOS)
    .filter(name => name.endsWith('.yaml'))
    .map(name => resolve(SCENARIOS, name)),
  ...readdirSync(GOLDEN)
    .map(name => resolve(GOLDEN, name, 'objects.yaml'))
    .filter(name => !name.includes('scratch')),
];

function read(file: string): readonly Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .flatMap(document => document.toJS() as Manifest | Manifest[])
    .filter(({ kind }) => kind !== 'Scenario');
}

const server = (uid: string) => ({
  uid,
  resourceVersion: '1',
  creationTimestamp: '2026-11-01T00:00:00Z',
});

/** What a cluster makes of a set once all is well. */
function running(set: Manifest, namespace: string): readonly object[] {
  const { name } = set.metadata;
  const revision = `${name}-aaaaaaaa`;
  const replicas = set.spec?.replicas ?? 1;
  const ordinals = Array.from({ length: replicas }, (_, index) => index);
  const uid = `uid-StatefulSet-${name}`;
  return [
    {
      ...set,
      metadata: { ...set.metadata, ...server(uid), namespace, generation: 1 },
      status: {
        observedGeneration: 1,
        readyReplicas: replicas,
        currentRevision: revision,
        updateRevision: revision,
      },
    },
    ...ordinals.flatMap(ordinal => [
      {
        ...pod(ordinal, { revision, ownerUid: uid, metadata: {} }),
        metadata: {
          ...server(`uid-${name}-${ordinal}`),
          name: `${name}-${ordinal}`,
          namespace,
          labels: { 'controller-revision-hash': revision },
          ownerReferences: [
            { kind: 'StatefulSet', name, uid, controller: true },
          ],
        },
        spec: { nodeName: `node-${ordinal}`, subdomain: set.spec?.serviceName },
      },
      node(`node-${ordinal}`),
      ...(set.spec?.volumeClaimTemplates ?? []).map(template => ({
        ...claim(ordinal, { spec: template.spec as Record<string, unknown> }),
        metadata: {
          ...server(`uid-${template.metadata.name}-${name}-${ordinal}`),
          name: `${template.metadata.name}-${name}-${ordinal}`,
          namespace,
        },
        status: { phase: 'Bound' },
      })),
    ]),
  ];
}

function observeHealthy(file: string) {
  const objects = read(file).flatMap<object>(manifest => {
    const namespace = manifest.metadata.namespace ?? 'shop';
    return manifest.kind === 'StatefulSet'
      ? running(manifest, namespace)
      : {
          ...manifest,
          metadata: {
            ...manifest.metadata,
            ...server(`uid-${manifest.kind}-${manifest.metadata.name}`),
            namespace,
          },
        };
  });
  return observeObjects(objects, 'prod');
}

describe('a healthy set of our own', () => {
  const sets = files.flatMap(observeHealthy);

  it('is looked at at least fifteen times', () => {
    expect(sets.length).toBeGreaterThanOrEqual(15);
  });

  it.each(sets.map(set => [set.statefulSet.name, set] as const))(
    '%s raises no alarm',
    (_name, observation) => {
      const { findings } = assess(observation, { now: NOW });
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual(
        [],
      );
    },
  );
});
