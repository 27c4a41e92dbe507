import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ConflictError, InputError } from '@backstage/errors';
import { requests } from '../plan/__fixtures__/requests';
import { builtInEngines } from '../plan/engines/engines';
import { createGenerateRepositoryAction } from './generateRepository';

const taken = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'taken' },
};

describe('statefulServices:repo:generate', () => {
  const directory = createMockDirectory();
  beforeEach(() => directory.setContent({}));

  const action = createGenerateRepositoryAction({
    catalog: catalogServiceMock({ entities: [taken] }),
    engines: new Map(builtInEngines.map(engine => [engine.name, engine])),
  });

  async function run(change: Record<string, unknown> = {}) {
    const output = jest.fn();
    await action.handler({
      ...createMockActionContext({
        input: { ...requests['orders-cache'], settings: {}, ...change },
        workspacePath: directory.path,
      }),
      output,
    });
    return Object.fromEntries(output.mock.calls);
  }

  it('writes the repository and says what it will create', async () => {
    const output = await run();
    expect(output).toMatchObject({
      repositoryPath: 'repository',
      summary: expect.stringMatching(
        /^redis orders-cache: 3 members with 1Gi of memory and 10Gi of storage each, \d+ files$/,
      ),
    });
    expect(
      output.objects.map((object: { kind: string }) => object.kind),
    ).toEqual(['Service', 'Service', 'StatefulSet', 'PodDisruptionBudget']);
    expect(output.files).toContain('charts/redis/Chart.yaml');
    expect(directory.content()).toHaveProperty([
      'repository',
      'catalog-info.yaml',
    ]);
  });

  it('does the same again after an interruption', async () => {
    const first = await run();
    await expect(run()).resolves.toEqual(first);
  });

  it('refuses the name of an entity that exists', async () => {
    const refusal = await run({ name: 'taken' }).catch(error => error);
    expect(refusal).toBeInstanceOf(ConflictError);
    expect(refusal.message).toBe(
      'The name "taken" is taken: the catalog already has component:default/taken. Choose another name.',
    );
    expect(directory.content()).toEqual({});
  });

  it.each([
    [{ replicas: 2 }, 'Invalid replicas 2'],
    [{ targetPath: '../outside' }, 'Invalid targetPath "../outside"'],
  ])('refuses %j and writes nothing', async (change, message) => {
    const refusal = await run(change).catch(error => error);
    expect(refusal).toBeInstanceOf(InputError);
    expect(refusal.message).toContain(message);
    expect(directory.content()).toEqual({});
  });

  it('can be tried in a dry run', () => {
    expect(action.supportsDryRun).toBe(true);
  });
});
