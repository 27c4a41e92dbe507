import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { ENGINE_FACTS } from './engines/engineFacts';
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

describe.each(ENGINE_FACTS)(
  'the alerts and the dashboard of $engine',
  facts => {
    const { engine, replicated } = facts;
    const directory = createMockDirectory();
    let generated: Awaited<ReturnType<typeof generateRepository>>;
    let manifests: Manifest[];
    let rules: Rule[];

    beforeAll(async () => {
      directory.setContent({});
      generated = await generateRepository(directory.path, replicated);
      const rendered = await outputOf('helm', [
        ...['template', replicated, generated.chart],
        ...['--namespace', 'orders', '--kube-version', KUBERNETES_VERSION],
        ...['--values', path.join(generated.chart, 'ci', facts.metricsValues)],
      ]);
      // The manifests of kinds that only the operator knows are read as what the chart writes.
      manifests = parseManifests(rendered) as unknown as Manifest[];
      rules = manifests
        .filter(({ kind }) => kind === 'PrometheusRule')
        .flatMap(({ spec }) => spec.groups.flatMap(group => group.rules));
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
      await expect(
        outputOf('promtool', ['test', 'rules', 'alerts_test.yaml'], { cwd }),
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
      const runbook = await fs.readFile(
        path.join(generated.root, 'docs/runbooks/alerts.md'),
        'utf8',
      );
      const sections = [...runbook.matchAll(/^## (\S+)$/gm)].map(
        ([, name]) => name,
      );
      expect(rules.map(({ alert }) => alert).sort()).toEqual(sections.sort());
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
