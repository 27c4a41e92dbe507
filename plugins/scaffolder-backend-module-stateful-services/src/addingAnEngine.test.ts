import { createMockDirectory } from '@backstage/backend-test-utils';
import { ledger, scaffolderModuleLedger } from './__fixtures__/ledger/ledger';
import { portalClient } from './__testUtils__/portalClient';
import { startPortal } from './__testUtils__/startPortal';
import { EngineRegistry } from './plan/engines/engineRegistry';

const REQUEST = {
  name: 'book',
  engine: 'ledger',
  owner: 'group:default/finance',
  environment: 'development',
  namespace: 'finance',
  replicas: 1,
  storageSize: '1Gi',
  memorySize: '256Mi',
  cloud: 'generic',
  settings: { pages: 12 },
};

function templateOf(input: object) {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'ledger' },
    spec: {
      type: 'service',
      steps: [
        {
          id: 'generate',
          name: 'Generate',
          action: 'statefulServices:repo:generate',
          input,
        },
      ],
    },
  };
}

describe('an engine of another module', () => {
  jest.setTimeout(60_000);
  const directory = createMockDirectory();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    directory.setContent({});
    portal = await startPortal({
      directory: directory.path,
      parameters: {},
      deploy: () => {},
      features: [scaffolderModuleLedger],
    });
  });
  afterAll(() => portal.stop());

  it('is generated with what every repository has', async () => {
    const client = portalClient(portal.baseUrl);
    await expect(client.dryRun(templateOf(REQUEST), {})).resolves.toEqual({
      status: 200,
      paths: expect.arrayContaining([
        'repository/charts/ledger/Chart.yaml',
        'repository/scripts/resize-volume.sh',
        'repository/terraform/envs/dev/main.tf',
        'repository/values/dev.yaml',
      ]),
    });
  });

  it('has its settings checked by its own rule', async () => {
    const client = portalClient(portal.baseUrl);
    const template = templateOf({ ...REQUEST, settings: { pages: 0 } });
    await expect(client.dryRun(template, {})).resolves.toMatchObject({
      status: 400,
    });
  });

  it('cannot take the name of one that is there', () => {
    const registry = new EngineRegistry([ledger]);
    expect(() => registry.addEngine(ledger)).toThrow(
      'There is an engine ledger already: give yours another name.',
    );
  });
});
