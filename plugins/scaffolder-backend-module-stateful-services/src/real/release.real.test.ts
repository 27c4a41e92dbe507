import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { ENGINE_FACTS } from './engines/engineFacts';
import { generateRepository } from './generatedRepository';
import { outputOf, required } from './runTool';

interface StatefulSet {
  readonly metadata: { generation: number; labels: Record<string, string> };
  readonly status: { observedGeneration?: number; updateRevision?: string };
}

const RELEASES = ENGINE_FACTS.flatMap(({ engine, replicated }) =>
  ['helm', 'helm4'].map(helm => ({ engine, replicated, helm })),
);

describe.each(RELEASES)(
  '$engine released by $helm on a real cluster',
  ({ engine, replicated, helm }) => {
    const directory = createMockDirectory();
    const namespace = `release-${engine}-${helm}-${process.pid}`;
    const kubeconfig = () => ['--kubeconfig', required('REAL_KUBECONFIG')];
    let generated: Awaited<ReturnType<typeof generateRepository>>;

    beforeAll(async () => {
      directory.setContent({});
      generated = await generateRepository(directory.path, replicated);
    });
    afterAll(async () => {
      await outputOf('kubectl', [
        ...kubeconfig(),
        ...['delete', 'namespace', namespace, '--wait=false'],
      ]);
    });

    const deploy = (chart: string) =>
      outputOf(helm, [
        ...['upgrade', '--install', replicated, chart],
        ...['--namespace', namespace, '--create-namespace'],
        ...['--values', generated.values, ...kubeconfig()],
      ]);

    /** The set as the StatefulSet controller has taken note of it. */
    async function observedSet(): Promise<StatefulSet> {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const set: StatefulSet = JSON.parse(
          await outputOf('kubectl', [
            ...kubeconfig(),
            ...['get', 'statefulset', replicated],
            ...['--namespace', namespace, '--output', 'json'],
          ]),
        );
        const isObserved =
          set.status.observedGeneration === set.metadata.generation;
        if (isObserved && set.status.updateRevision) {
          return set;
        }
        if (Date.now() > deadline) {
          throw new Error(
            'the StatefulSet controller did not take note in 30 s',
          );
        }
        await new Promise(resolve => {
          setTimeout(resolve, 100);
        });
      }
    }

    it('keeps the revision of its pods when nothing, or the chart version alone, changes', async () => {
      await deploy(generated.chart);
      const installed = await observedSet();

      await deploy(generated.chart);
      expect((await observedSet()).status.updateRevision).toBe(
        installed.status.updateRevision,
      );

      const bumped = directory.resolve('bumped');
      await fs.cp(generated.chart, bumped, { recursive: true });
      const manifest = path.join(bumped, 'Chart.yaml');
      const text = await fs.readFile(manifest, 'utf8');
      await fs.writeFile(
        manifest,
        text.replace(/^version: .*$/m, 'version: 99.0.0'),
      );
      await deploy(bumped);
      const upgraded = await observedSet();
      expect(upgraded.metadata.labels['helm.sh/chart']).toBe(
        `${engine}-99.0.0`,
      );
      expect(upgraded.status.updateRevision).toBe(
        installed.status.updateRevision,
      );
    });
  },
);
