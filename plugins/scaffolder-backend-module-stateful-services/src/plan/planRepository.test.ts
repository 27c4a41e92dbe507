import { promises as fs } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Blueprint } from '../blueprint/blueprint';
import { readBlueprint } from '../blueprint/readBlueprint';
import { parseRepositoryRequest } from '../request/parseRepositoryRequest';
import { requests } from './__fixtures__/requests';
import { Plan } from './plan';
import { planRepository } from './planRepository';
import { toYaml } from './text';

const GOLDEN = path.join(__dirname, '__golden__');

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

async function readGolden(directory: string): Promise<Record<string, string>> {
  const entries = await fs.readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  return Object.fromEntries(
    await Promise.all(
      entries
        .filter(entry => entry.isFile())
        .map(async entry => {
          const file = path.join(entry.parentPath, entry.name);
          return [
            path.relative(directory, file),
            await fs.readFile(file, 'utf8'),
          ];
        }),
    ),
  );
}

async function replaceGolden(
  directory: string,
  files: Record<string, string>,
): Promise<void> {
  await fs.rm(directory, { recursive: true, force: true });
  for (const [file, content] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(directory, file)), {
      recursive: true,
    });
    await fs.writeFile(path.join(directory, file), content);
  }
}

describe('planRepository', () => {
  let blueprint: Blueprint;
  beforeAll(async () => {
    blueprint = await readBlueprint('redis');
  });

  it.each(Object.entries(requests))(
    'plans the expected repository for %s',
    async (name, request) => {
      const files = filesOf(
        planRepository(parseRepositoryRequest(request), blueprint),
        blueprint,
      );
      const directory = path.join(GOLDEN, name);
      if (process.env.UPDATE_GOLDEN) {
        await replaceGolden(directory, files);
      }
      expect(files).toEqual(await readGolden(directory));
    },
  );

  it('takes every file of the blueprint as it is', () => {
    const plan = planRepository(
      parseRepositoryRequest(requests.scratch),
      blueprint,
    );
    expect(plan.files).toEqual(expect.arrayContaining([...blueprint.assets]));
    expect(blueprint.assets.length).toBeGreaterThan(40);
  });

  it('gives the same bytes for the same request', async () => {
    const request = parseRepositoryRequest(requests['orders-cache']);
    const reordered = parseRepositoryRequest(
      Object.fromEntries(Object.entries(requests['orders-cache']).reverse()),
    );
    expect(
      JSON.stringify(planRepository(reordered, await readBlueprint('redis'))),
    ).toBe(JSON.stringify(planRepository(request, blueprint)));
  });

  it('gives every path once', () => {
    const paths = planRepository(
      parseRepositoryRequest(requests.sessions),
      blueprint,
    ).files.map(file => file.path);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('keeps a description that looks like YAML as the text that it is', () => {
    const { files } = planRepository(
      parseRepositoryRequest(requests.sessions),
      blueprint,
    );
    const entity = parse(
      files.find(file => file.path === 'catalog-info.yaml')?.content ?? '',
    );
    expect(entity.metadata.description).toBe('yes');
  });

  it('labels pods and claims with nothing that a new version would change', () => {
    const { objects } = planRepository(
      parseRepositoryRequest(requests['orders-cache']),
      blueprint,
    );
    const constant = {
      'app.kubernetes.io/name': 'redis',
      'app.kubernetes.io/instance': 'orders-cache',
      'backstage.io/kubernetes-id': 'orders-cache',
    };
    expect(objects.find(({ kind }) => kind === 'StatefulSet')?.spec).toEqual(
      expect.objectContaining({
        template: expect.objectContaining({ metadata: { labels: constant } }),
        volumeClaimTemplates: [
          expect.objectContaining({
            metadata: { name: 'data', labels: constant },
          }),
        ],
      }),
    );
  });

  it('is made by a blueprint whose version is that of its chart', () => {
    const chart = parse(
      blueprint.assets.find(({ path: at }) => at === 'charts/redis/Chart.yaml')
        ?.content ?? '',
    );
    expect(blueprint.version).toBe(chart.version);
  });
});
