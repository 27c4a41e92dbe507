import { Blueprint } from 'backstage-plugin-stateful-services-node';
import path from 'node:path';
import { parse } from 'yaml';
import {
  CLOUDS,
  allTopologies,
  cloudRequest,
} from './__fixtures__/cloudRequests';
import { goldenFiles } from './__fixtures__/goldenFiles';
import { planFor } from './__fixtures__/planFor';
import { requests } from './__fixtures__/requests';
import { Plan } from './plan';
import { toYaml } from './text';

/** The whole plan as files; those that are copied from the blueprint stand in the list of paths only. */
function filesOf(plan: Plan, blueprint: Blueprint): Record<string, string> {
  const assets = new Set(blueprint.assets.map(asset => asset.path));
  const produced = plan.files.filter(file => !assets.has(file.path));
  return {
    'paths.txt': plan.files
      .map(file => `${file.executable ? 'x' : '-'} ${file.path}\n`)
      .join(''),
    'objects.yaml': toYaml([...plan.objects]),
    'warnings.yaml': toYaml([...plan.warnings]),
    ...Object.fromEntries(
      produced.map(file => [`repository/${file.path}`, file.content]),
    ),
  };
}

/** What differs from the same plan for another cloud, as one text. */
function differences(plan: Plan, other: Plan): string {
  const before = new Map(other.files.map(file => [file.path, file.content]));
  const files = plan.files.filter(
    file => before.get(file.path) !== file.content,
  );
  return toYaml(
    Object.fromEntries(files.map(file => [file.path, file.content])),
  );
}

const services = Object.entries(requests);

describe.each(services)('planRepository for %s', (name, request) => {
  it('plans the expected repository', async () => {
    const { plan, blueprint } = await planFor(request);
    const files = filesOf(plan, blueprint);
    expect(files).toEqual(await goldenFiles(name, files));
  });

  it('takes every file of the blueprint as it is', async () => {
    const { plan, blueprint } = await planFor(request);
    expect(plan.files).toEqual(expect.arrayContaining([...blueprint.assets]));
    expect(blueprint.assets.length).toBeGreaterThan(40);
  });

  it('gives the same bytes for the same request', async () => {
    const reordered = Object.fromEntries(Object.entries(request).reverse());
    expect(JSON.stringify((await planFor(reordered)).plan)).toBe(
      JSON.stringify((await planFor(request)).plan),
    );
  });

  it('links only files that it has', async () => {
    const { plan } = await planFor(request);
    const paths = new Set(plan.files.map(file => file.path));
    const links = plan.files
      .filter(file => file.path.endsWith('.md'))
      .flatMap(file =>
        [...file.content.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
          ([, link = '']) =>
            path.posix.join(path.posix.dirname(file.path), link),
        ),
      );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(link => !paths.has(link))).toEqual([]);
  });

  it('gives every path once', async () => {
    const { plan } = await planFor(request);
    const paths = plan.files.map(file => file.path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('labels pods and claims with nothing that a new version would change', async () => {
    const { plan } = await planFor(request);
    const sets = plan.objects.filter(({ kind }) => kind === 'StatefulSet');
    expect(sets.length).toBeGreaterThan(0);
    const constant = {
      'app.kubernetes.io/name': request.engine,
      'app.kubernetes.io/instance': name,
      'backstage.io/kubernetes-id': name,
    };
    for (const { spec } of sets) {
      expect(spec.template).toMatchObject({ metadata: { labels: constant } });
      expect(
        JSON.stringify([spec.template, spec.volumeClaimTemplates]),
      ).not.toMatch(/helm\.sh\/chart|app\.kubernetes\.io\/version/);
    }
  });

  it('is made by a blueprint whose version is that of its chart', async () => {
    const { blueprint } = await planFor(request);
    const manifest = `charts/${request.engine}/Chart.yaml`;
    const chart = parse(
      blueprint.assets.find(({ path: at }) => at === manifest)?.content ?? '',
    );
    expect(blueprint.version).toBe(chart.version);
  });
});

describe.each(allTopologies)(
  'planRepository for $engine.name $topology.name',
  ({ engine, topology }) => {
    it('plans the expected repository for each cloud', async () => {
      const { plan, blueprint } = await planFor(
        cloudRequest(engine, topology, 'generic'),
      );
      const files = filesOf(plan, blueprint);
      for (const cloud of CLOUDS.filter(name => name !== 'generic')) {
        const other = await planFor(cloudRequest(engine, topology, cloud));
        files[`in-${cloud}.yaml`] = differences(other.plan, plan);
      }
      const name = `clouds/${engine.name}-${topology.name}`;
      expect(files).toEqual(await goldenFiles(name, files));
    });
  },
);

describe('planRepository', () => {
  it('keeps a description that looks like YAML as the text that it is', async () => {
    const { plan } = await planFor(requests.sessions);
    const entity = parse(
      plan.files.find(file => file.path === 'catalog-info.yaml')?.content ?? '',
    );
    expect(entity.metadata.description).toBe('yes');
  });
});
