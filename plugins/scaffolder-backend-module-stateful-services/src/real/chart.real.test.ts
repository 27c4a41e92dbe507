import { createMockDirectory } from '@backstage/backend-test-utils';
import { KubernetesObject } from 'backstage-plugin-stateful-services-node';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { ENGINE_FACTS, EngineFacts, factsOf } from './engines/engineFacts';
import {
  SERVICES,
  generateRepository,
  parseManifests,
  templateArguments,
} from './generatedRepository';
import { outputOf, runTool } from './runTool';

const HELMS = ['helm', 'helm4'];
const PLANNED = ['StatefulSet', 'Service', 'PodDisruptionBudget'];

interface Template {
  readonly spec: {
    readonly enableServiceLinks: boolean;
    readonly terminationGracePeriodSeconds: number;
    readonly containers: readonly {
      readonly startupProbe: {
        readonly failureThreshold: number;
        readonly periodSeconds: number;
      };
    }[];
  };
}

interface NetworkPolicy {
  readonly ingress: readonly { readonly from?: readonly object[] }[];
  readonly egress: readonly { readonly to?: readonly object[] }[];
}

const CANARY = 'canary-7d1f';

const identity = ({ apiVersion, kind, metadata }: KubernetesObject) =>
  [apiVersion, kind, metadata.namespace, metadata.name].join(' ');

const LINTED = '0 chart(s) failed';

const lint = (helm: string, chart: string, values: string) =>
  outputOf(helm, ['lint', '--strict', chart, '--values', values]);

/** The chart is the same in every repository of an engine. */
describe.each(ENGINE_FACTS)('the chart of $engine', ({ replicated }) => {
  const directory = createMockDirectory();
  let chart: string;
  beforeAll(async () => {
    directory.setContent({});
    ({ chart } = await generateRepository(directory.path, replicated));
  });

  it.each(HELMS)(
    'passes %s lint --strict with the values of its CI',
    async helm => {
      const files = await fs.readdir(path.join(chart, 'ci'));
      expect(files.length).toBeGreaterThan(1);
      for (const file of files) {
        const values = path.join(chart, 'ci', file);
        await expect(lint(helm, chart, values)).resolves.toContain(LINTED);
      }
    },
  );
});

describe.each(SERVICES)('the chart of %s', service => {
  const directory = createMockDirectory();
  let generated: Awaited<ReturnType<typeof generateRepository>>;
  let facts: EngineFacts;
  /** What each helm renders, as bytes. */
  const texts = new Map<string, string>();
  let rendered: readonly KubernetesObject[];
  const parsed = (helm: string) => parseManifests(texts.get(helm) ?? '');
  beforeAll(async () => {
    directory.setContent({});
    generated = await generateRepository(directory.path, service);
    facts = factsOf(generated.request.engine);
    for (const helm of HELMS) {
      texts.set(helm, await outputOf(helm, templateArguments(generated)));
    }
    rendered = parsed('helm');
  });
  const setsOf = (objects: readonly KubernetesObject[]) =>
    objects.filter(({ kind }) => kind === 'StatefulSet');

  it.each(HELMS)('passes %s lint --strict with its values', async helm => {
    for (const name of ['dev', 'prod']) {
      const values = path.join(generated.root, 'values', `${name}.yaml`);
      await expect(lint(helm, generated.chart, values)).resolves.toContain(
        LINTED,
      );
    }
  });

  it.each(HELMS)('is rendered by %s as planned', helm => {
    const created = parsed(helm).filter(({ kind }) => PLANNED.includes(kind));
    const { objects } = generated.plan;
    expect(created.map(identity).sort()).toEqual(objects.map(identity).sort());
    for (const planned of objects) {
      expect(
        created.find(object => identity(object) === identity(planned)),
      ).toMatchObject(planned);
    }
  });

  it.each(HELMS)('is rendered by %s twice to the same bytes', async helm => {
    await expect(outputOf(helm, templateArguments(generated))).resolves.toBe(
      texts.get(helm),
    );
  });

  it.each(HELMS)(
    'restarts no pod and keeps the claims with %s when only its version changes',
    async helm => {
      const before = setsOf(parsed(helm));
      const copy = directory.resolve(`bumped-${helm}`);
      await fs.cp(generated.chart, copy, { recursive: true });
      const manifest = path.join(copy, 'Chart.yaml');
      const text = await fs.readFile(manifest, 'utf8');
      await fs.writeFile(
        manifest,
        text.replace(/^version: .*$/m, 'version: 99.0.0'),
      );
      const args = templateArguments({ ...generated, chart: copy });
      const after = setsOf(parseManifests(await outputOf(helm, args)));
      expect(after.length).toBeGreaterThan(0);
      for (const set of after) {
        expect(set.metadata.labels).toMatchObject({
          'helm.sh/chart': `${facts.engine}-99.0.0`,
        });
      }
      expect(after.map(({ spec }) => spec)).toEqual(
        before.map(({ spec }) => spec),
      );
    },
  );

  it('keeps to what a stateful set needs', () => {
    const sets = setsOf(rendered);
    expect(sets.length).toBeGreaterThan(0);
    for (const { spec } of sets) {
      expect(spec).toMatchObject({
        podManagementPolicy: 'Parallel',
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: 'Retain',
          whenScaled: 'Retain',
        },
      });
      // Its containers are as the chart renders them; only the startup probes are looked at.
      const { spec: pod } = spec.template as unknown as Template;
      expect(pod.enableServiceLinks).toBe(false);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(
        facts.preStopSeconds,
      );
      for (const { startupProbe } of pod.containers) {
        const { failureThreshold, periodSeconds } = startupProbe;
        expect(failureThreshold * periodSeconds).toBeGreaterThanOrEqual(3600);
      }
      const headless = rendered.find(
        ({ metadata }) => metadata.name === spec.serviceName,
      );
      expect(headless?.spec.publishNotReadyAddresses).toBe(true);
    }
  });

  it('has a budget for each set of several members, which lets less than half of them go', () => {
    const budgets = rendered.filter(
      ({ kind }) => kind === 'PodDisruptionBudget',
    );
    const several = rendered.filter(
      ({ kind, spec }) =>
        ['StatefulSet', 'Deployment'].includes(kind) &&
        Number(spec.replicas) > 1,
    );
    const byName = (objects: readonly KubernetesObject[]) =>
      Object.fromEntries(
        objects.map(({ metadata, spec }) => [metadata.name, spec]),
      );
    expect(Object.keys(byName(budgets)).sort()).toEqual(
      Object.keys(byName(several)).sort(),
    );
    for (const { metadata, spec } of several) {
      const budget = byName(budgets)[metadata.name];
      expect(budget?.selector).toEqual(spec.selector);
      expect(Number(budget?.maxUnavailable)).toBeGreaterThanOrEqual(1);
      // Of two, which are no quorum, one may go.
      expect(Number(budget?.maxUnavailable)).toBeLessThanOrEqual(
        Math.max(1, Math.floor((Number(spec.replicas) - 1) / 2)),
      );
    }
  });

  it('lets nobody in or out whom its NetworkPolicies do not name', () => {
    const policies = rendered.filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.length).toBeGreaterThan(0);
    for (const { spec } of policies) {
      expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
      // The two lists are as the chart writes them.
      const { ingress, egress } = spec as unknown as NetworkPolicy;
      for (const peers of [
        ...ingress.map(({ from }) => from),
        ...egress.map(({ to }) => to),
      ]) {
        expect(peers?.length).toBeGreaterThan(0);
        expect(peers).not.toContainEqual({});
      }
    }
  });

  it('labels every object with its entity', () => {
    for (const object of rendered) {
      expect([identity(object), object.metadata.labels]).toEqual([
        identity(object),
        expect.objectContaining({
          'backstage.io/kubernetes-id': generated.request.name,
        }),
      ]);
    }
  });

  it('puts a digest into every image once it is known', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const text = await outputOf('helm', [
      ...templateArguments(generated),
      ...facts.images.flatMap(image => ['--set', `${image}.digest=${digest}`]),
    ]);
    const images = text.match(/^ *(?:- )?image: .*$/gm) ?? [];
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter(image => !image.includes(digest))).toEqual([]);
    expect(text).not.toMatch(/bitnami/i);
  });

  it('names the Secret, and nothing of what is in it', async () => {
    const text = await outputOf('helm', [
      ...templateArguments(generated),
      '--set',
      `${facts.secret}=${CANARY}`,
    ]);
    const places = text.split('\n').filter(line => line.includes(CANARY));
    // A member without users has no Secret.
    const least = service === facts.replicated ? 1 : 0;
    expect(places.length).toBeGreaterThanOrEqual(least);
    const references = [`secretName: ${CANARY}`, `name: ${CANARY}`];
    expect(places.filter(line => !references.includes(line.trim()))).toEqual(
      [],
    );
    const secrets = parseManifests(text).filter(
      ({ kind }) => kind === 'Secret',
    );
    expect(secrets).toEqual([]);
  });

  it('has no critical finding of kube-score beyond what is meant', async () => {
    const { stdout } = await runTool(
      'kube-score',
      [
        'score',
        '-',
        '--output-format',
        'ci',
        // CPU is requested and not limited; the user is that of the image; the tag or the digest is fixed.
        '--ignore-container-cpu-limit',
        '--ignore-test',
        'container-security-context-user-group-id,container-image-pull-policy',
      ],
      { input: texts.get('helm') },
    );
    expect(stdout).toContain('[OK]');
    expect(stdout.split('\n').filter(line => line.startsWith('[CRIT'))).toEqual(
      [],
    );
  });
});
