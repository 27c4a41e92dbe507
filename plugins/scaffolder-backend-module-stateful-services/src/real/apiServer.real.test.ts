import { createMockDirectory } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { KubernetesObject } from 'backstage-plugin-stateful-services-node';
import { factsOf } from './engines/engineFacts';
import {
  SERVICES,
  generateRepository,
  parseManifests,
  templateArguments,
} from './generatedRepository';
import { outputOf, required, runTool } from './runTool';

const RESTRICTED = 'pod-security.kubernetes.io/enforce';

function kubectl(args: readonly string[], objects?: readonly JsonObject[]) {
  return runTool(
    'kubectl',
    ['--kubeconfig', required('REAL_KUBECONFIG'), ...args],
    objects && {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    },
  );
}

/** A pod as the StatefulSet controller makes it. */
function podOf(set: KubernetesObject, namespace: string): JsonObject {
  const { metadata, spec } = set.spec.template as JsonObject & {
    metadata: JsonObject;
    spec: { volumes: JsonObject[] };
  };
  const claim = {
    name: 'data',
    persistentVolumeClaim: { claimName: `data-${set.metadata.name}-0` },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name: `${set.metadata.name}-0`, namespace },
    spec: { ...spec, volumes: [...spec.volumes, claim] },
  };
}

/** A pod as a Job of this CronJob makes it. */
function podOfJob(job: KubernetesObject, namespace: string): JsonObject {
  const { spec } = job.spec.jobTemplate as JsonObject & {
    spec: { template: { metadata: JsonObject; spec: JsonObject } };
  };
  const { metadata, spec: podSpec } = spec.template;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name: `${job.metadata.name}-0`, namespace },
    spec: podSpec,
  };
}

describe.each(SERVICES)('a real API server and %s', service => {
  const directory = createMockDirectory();
  const namespace = `restricted-${service}-${process.pid}`;
  let manifests: KubernetesObject[];
  let facts: ReturnType<typeof factsOf>;

  beforeAll(async () => {
    directory.setContent({});
    const generated = await generateRepository(directory.path, service);
    facts = factsOf(generated.request.engine);
    const request = { ...generated.request, namespace };
    manifests = parseManifests(
      await outputOf('helm', [
        ...templateArguments({ ...generated, request }),
        ...['--set', facts.everything],
      ]),
    );
    const created = await kubectl(
      ['create', '-f', '-'],
      [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: namespace,
            labels: {
              [RESTRICTED]: 'restricted',
              'pod-security.kubernetes.io/warn': 'restricted',
            },
          },
        },
      ],
    );
    if (created.exitCode !== 0) {
      throw new Error(`no namespace ${namespace}: ${created.stderr}`);
    }
  });
  afterAll(async () => {
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  });

  const dryRun = (objects: readonly JsonObject[]) =>
    kubectl(['create', '--dry-run=server', '-f', '-'], objects);

  it('accepts everything that the chart renders, without a warning', async () => {
    const { exitCode, stdout, stderr } = await dryRun(manifests);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(manifests.length);
  });

  it('accepts the pods under restricted Pod Security, which refuses others', async () => {
    const pods = manifests
      .filter(({ kind }) => kind === 'StatefulSet')
      .map(set => podOf(set, namespace));
    expect(pods.length).toBeGreaterThan(0);
    for (const pod of pods) {
      await expect(dryRun([pod])).resolves.toMatchObject({ exitCode: 0 });
    }

    const jobs = manifests.filter(({ kind }) => kind === 'CronJob');
    expect(jobs).toHaveLength(facts.cronJobs);
    for (const job of jobs) {
      await expect(dryRun([podOfJob(job, namespace)])).resolves.toMatchObject({
        exitCode: 0,
      });
    }

    const lax: JsonObject = {
      ...pods[0],
      spec: { containers: [{ name: 'lax', image: 'lax:1' }] },
    };
    await expect(dryRun([lax])).resolves.toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('violates PodSecurity "restricted'),
    });
  });
});
