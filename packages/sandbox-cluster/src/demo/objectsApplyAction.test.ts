import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { JsonObject } from '@backstage/types';
import { createObjectsApplyAction } from './objectsApplyAction';
import { SandboxClusters } from './sandboxClustersService';
import { DemoClusters } from './demoClusters';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const service = (name: string, spec: JsonObject = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'orders', name },
  spec,
});

// Far more than it takes, for machines that are busy with other things.
jest.setTimeout(60_000);

describe('sandbox:objects:apply', () => {
  const scenarios = mkdtempSync(join(tmpdir(), 'scenarios-'));
  let clusters: DemoClusters;

  beforeEach(async () => {
    clusters = await DemoClusters.start({ scenarios, onError: () => {} });
  });
  afterEach(() => clusters.close());
  afterAll(() => rmSync(scenarios, { recursive: true }));

  const names = () =>
    clusters
      .find('sandbox')
      ?.store.list('services', 'orders')
      .map(({ metadata }) => metadata.name);
  const run = async (
    objects: JsonObject[],
    options: {
      readonly taskId?: string;
      readonly cluster?: string;
      readonly isDryRun?: boolean;
      readonly sandbox?: SandboxClusters;
    } = {},
  ) => {
    const { taskId = 'one', cluster, isDryRun, sandbox } = options;
    const action = createObjectsApplyAction(
      sandbox ?? { enabled: true, clusters },
    );
    const context = {
      ...createMockActionContext<
        { objects: JsonObject[]; cluster?: string },
        { deployed: boolean }
      >({
        workspacePath: scenarios,
        input: { objects, ...(cluster !== undefined && { cluster }) },
      }),
      task: { id: taskId },
      ...(isDryRun && { isDryRun }),
    };
    await action.handler(context);
    return context;
  };

  it('creates the objects and their namespace', async () => {
    const { output } = await run([service('a'), service('b')], { cluster: '' });
    expect(names()).toEqual(['a', 'b']);
    expect(output).toHaveBeenCalledWith('deployed', true);
  });

  it('creates nothing when one exists already, and names it', async () => {
    await run([service('b')]);
    await expect(
      run([service('a'), service('b')], { taskId: 'two' }),
    ).rejects.toThrow('Service orders/b exists already in cluster sandbox');
    expect(names()).toEqual(['b']);
  });

  it('creates nothing when one is invalid, not even the namespace', async () => {
    await expect(run([service('a'), service('Not_A_Label')])).rejects.toThrow(
      'Service "Not_A_Label" is invalid: metadata.name',
    );
    expect(
      clusters.find('sandbox')?.store.get('namespaces', { name: 'orders' }),
    ).toBeUndefined();
  });

  it('creates nothing when one is listed twice or of a kind that is not served', async () => {
    await expect(run([service('a'), service('a')])).rejects.toThrow(
      'Service "a" is listed twice',
    );
    await expect(run([{ ...service('a'), kind: 'Toaster' }])).rejects.toThrow(
      'the sandbox serves no kind "Toaster"',
    );
    expect(names()).toEqual([]);
  });

  it('finishes its own work when the task runs again', async () => {
    await run([service('a')]);
    const { output } = await run([service('a'), service('b')]);
    expect(names()).toEqual(['a', 'b']);
    expect(output).toHaveBeenCalledWith('deployed', true);
  });

  it('refuses what is no object, and a cluster that does not exist', async () => {
    await expect(run([{ kind: 'Service' }])).rejects.toThrow(
      'objects[0] is not a Kubernetes object',
    );
    await expect(run([service('a')], { cluster: 'prod' })).rejects.toThrow(
      'There is no sandbox cluster "prod"',
    );
  });

  it('deploys nothing in a dry run or when the sandbox is turned off', async () => {
    const dry = await run([service('a')], { isDryRun: true });
    expect(dry.output).toHaveBeenCalledWith('deployed', false);
    const off = await run([service('a')], { sandbox: { enabled: false } });
    expect(off.output).toHaveBeenCalledWith('deployed', false);
    expect(names()).toEqual([]);
  });
});
