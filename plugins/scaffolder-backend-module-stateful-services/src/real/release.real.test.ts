import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { ENGINE_FACTS } from './engines/engineFacts';
import { generateRepository } from './generatedRepository';
import { RunningService } from './runningService';

const RELEASES = ENGINE_FACTS.flatMap(({ engine, replicated }) =>
  ['helm', 'helm4'].map(helm => ({ engine, replicated, helm })),
);

describe.each(RELEASES)(
  '$engine released by $helm on a real cluster',
  ({ engine, replicated, helm }) => {
    const directory = createMockDirectory();
    let chart: string;
    let service: RunningService;

    beforeAll(async () => {
      directory.setContent({});
      const generated = await generateRepository(directory.path, replicated);
      chart = generated.chart;
      service = new RunningService(
        generated,
        `release-${engine}-${helm}-${process.pid}`,
      );
      await service.deploy({ helm });
    });
    afterAll(() => service.remove());

    const pods = () => service.values('pods', '{.metadata.uid}');

    /** Pods that run the image of the engine: not those of a proxy. */
    async function members(): Promise<string[]> {
      const lines = await service.values(
        'pods',
        '{.metadata.ownerReferences[0].kind} {.metadata.uid}',
      );
      return lines.filter(line => line.startsWith('StatefulSet '));
    }

    it('restarts no pod when nothing changes', async () => {
      const before = await pods();
      expect(before.length).toBeGreaterThan(2);
      await service.deploy({ helm });
      await expect(pods()).resolves.toEqual(before);
    });

    it('restarts no pod when the version of the chart alone changes', async () => {
      const before = await pods();
      const bumped = directory.resolve('bumped');
      await fs.cp(chart, bumped, { recursive: true });
      const manifest = path.join(bumped, 'Chart.yaml');
      const text = await fs.readFile(manifest, 'utf8');
      await fs.writeFile(
        manifest,
        text.replace(/^version: .*$/m, 'version: 99.0.0'),
      );
      await service.deploy({ helm, chart: bumped });
      const labels = await service.values(
        'statefulsets',
        '{.metadata.labels.helm\\.sh/chart}',
      );
      expect(new Set(labels)).toEqual(new Set([`${engine}-99.0.0`]));
      await expect(pods()).resolves.toEqual(before);
    });

    it('replaces every member when what its containers run changes', async () => {
      const before = await members();
      expect(before.length).toBeGreaterThan(2);
      await service.deploy({
        helm,
        changes: ['image.digest=sha256:'.padEnd(84, 'a')],
      });
      const after = await members();
      expect(after).toHaveLength(before.length);
      expect(after.filter(uid => before.includes(uid))).toEqual([]);
    });
  },
);
