import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { ENGINE_FACTS, EngineFacts } from './engines/engineFacts';
import {
  KUBERNETES_VERSION,
  generateRepository,
  parseManifests,
} from './generatedRepository';
import { outputOf } from './runTool';

const CLUSTER_METRIC = /\b(?:kube|kubelet)_[a-z0-9_]+/g;

/** Of kube-state-metrics and of the kubelet; those of the exporter were written down from its answers about real servers. */
const OF_THE_CLUSTER = [
  'kube_statefulset_replicas',
  'kube_statefulset_status_replicas_ready',
  'kubelet_volume_stats_available_bytes',
  'kubelet_volume_stats_capacity_bytes',
];

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Record<string, string>;
}

interface Manifest {
  readonly kind: string;
  readonly spec: { groups: { rules: Rule[] }[] };
  readonly data: Record<string, string>;
  readonly metadata: { name: string };
}

const TOPOLOGIES = ENGINE_FACTS.flatMap(facts =>
  facts.metricsValues.map(values => ({ facts, engine: facts.engine, values })),
);

async function renderMetrics(
  { chart }: { readonly chart: string },
  { replicated }: EngineFacts,
  values: string,
): Promise<Manifest[]> {
  const rendered = await outputOf('helm', [
    ...['template', replicated, chart],
    ...['--namespace', 'orders', '--kube-version', KUBERNETES_VERSION],
    ...['--values', path.join(chart, 'ci', values)],
  ]);
  // The manifests of kinds that only the operator knows are read as what the chart writes.
  return parseManifests(rendered) as unknown as Manifest[];
}

const rulesOf = (manifests: readonly Manifest[]) =>
  manifests
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ spec }) => spec.groups.flatMap(group => group.rules));

/** Names of the alerts that the runbook of the repository has a section about. */
async function sectionsOf({ root }: { readonly root: string }) {
  const file = path.join(root, 'docs/runbooks/alerts.md');
  const runbook = await fs.readFile(file, 'utf8');
  return [...runbook.matchAll(/^## (\S+)$/gm)].map(([, name]) => name);
}

describe.each(TOPOLOGIES)(
  'the alerts and the dashboard of $engine with $values',
  ({ facts, engine, values }) => {
    const { replicated } = facts;
    const directory = createMockDirectory();
    let generated: Awaited<ReturnType<typeof generateRepository>>;
    let manifests: Manifest[];
    let rules: Rule[];

    beforeAll(async () => {
      directory.setContent({});
      generated = await generateRepository(directory.path, replicated);
      manifests = await renderMetrics(generated, facts, values);
      rules = rulesOf(manifests);
    });

    async function knownMetrics(): Promise<Set<string>> {
      const file = path.join(
        __dirname,
        'engines',
        engine,
        'exporterMetrics.txt',
      );
      const lines = (await fs.readFile(file, 'utf8')).split('\n');
      return new Set([...lines.filter(Boolean), ...OF_THE_CLUSTER]);
    }

    it('raise what they should', async () => {
      const cwd = path.join(generated.chart, 'tests');
      const tests = (await fs.readdir(cwd)).filter(name =>
        name.endsWith('alerts_test.yaml'),
      );
      expect(tests.length).toBeGreaterThan(0);
      await expect(
        outputOf('promtool', ['test', 'rules', ...tests], { cwd }),
      ).resolves.toContain('SUCCESS');
    });

    it('are valid rules as rendered', async () => {
      const rule = manifests.find(({ kind }) => kind === 'PrometheusRule');
      const file = directory.resolve('rules.yaml');
      await fs.writeFile(file, stringify(rule?.spec));
      await expect(
        outputOf('promtool', ['check', 'rules', file]),
      ).resolves.toContain(`${rules.length} rules found`);
    });

    it('are about this release alone', () => {
      const text = JSON.stringify(rules);
      expect(text).not.toMatch(/NAMESPACE|SERVICE|invalid/);
      expect(text).toContain(`service=\\"${replicated}-metrics\\"`);
    });

    it('ask for metrics that exist', async () => {
      const dashboard = manifests.find(
        ({ metadata }) => metadata.name === `${replicated}-dashboard`,
      );
      const panels: { targets: { expr: string }[] }[] = JSON.parse(
        dashboard?.data[`${engine}.json`] ?? '{}',
      ).panels;
      const expressions = [
        ...rules.map(({ expr }) => expr),
        ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ];
      const known = await knownMetrics();
      const asked = expressions.flatMap(expression => [
        ...(expression.match(facts.metricPrefix) ?? []),
        ...(expression.match(CLUSTER_METRIC) ?? []),
      ]);
      expect(asked.length).toBeGreaterThan(20);
      expect(asked.filter(metric => !known.has(metric))).toEqual([]);
    });

    it('link a section of the runbooks each', async () => {
      expect(await sectionsOf(generated)).toEqual(
        expect.arrayContaining(rules.map(({ alert }) => alert)),
      );
      for (const { alert, annotations } of rules) {
        expect(annotations.runbook_url).toEqual(
          expect.stringMatching(
            new RegExp(
              `^https://.*/docs/runbooks/alerts.md#${alert.toLowerCase()}$`,
            ),
          ),
        );
      }
    });
  },
);

describe.each(ENGINE_FACTS)('the runbook of the alerts of $engine', facts => {
  const directory = createMockDirectory();

  it('has no section about an alert that nobody raises', async () => {
    directory.setContent({});
    const generated = await generateRepository(
      directory.path,
      facts.replicated,
    );
    const raised = new Set<string>();
    for (const values of facts.metricsValues) {
      const manifests = await renderMetrics(generated, facts, values);
      rulesOf(manifests).forEach(({ alert }) => raised.add(alert));
    }
    expect([...raised].sort()).toEqual((await sectionsOf(generated)).sort());
  });
});
