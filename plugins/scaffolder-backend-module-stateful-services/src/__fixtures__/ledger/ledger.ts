import {
  createBackendModule,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  Engine,
  engineExtensionPoint,
} from 'backstage-plugin-stateful-services-node';

/** The engine of the tutorial docs/adding-an-engine.md. */
export const ledger: Engine = {
  name: 'ledger',
  title: 'Ledger',
  blueprint: resolvePackagePath(
    'backstage-plugin-scaffolder-backend-module-stateful-services',
    'src/__fixtures__/ledger/blueprint',
  ),
  topologies: [
    {
      name: 'standalone',
      title: 'One member',
      survivesLoss: false,
      replicasRule: value => (value === 1 ? undefined : 'must be 1'),
    },
  ],
  usual: {
    development: { topology: 'standalone', replicas: 1 },
    production: { topology: 'standalone', replicas: 1 },
  },
  maxNameLength: 52,
  reservedNames: {},
  memorySize: { least: '128Mi', most: '8Gi' },
  storageSize: { least: '1Gi', most: '1Ti' },
  settings: {
    pages: {
      description: 'Pages of the book: 1 to 100',
      rule: value =>
        Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100
          ? undefined
          : 'must be a whole number from 1 to 100',
    },
  },
  plan: request => ({
    values: {
      kubernetesId: request.name,
      replicas: 1,
      storage: {
        size: request.storageSize,
        storageClassName: request.storageClassName ?? '',
      },
      clusterDomain: 'cluster.local',
    },
    objects: [],
    warnings: [],
    summary: `${request.settings.pages ?? 10} pages`,
  }),
};

/** What the team's own package exports. */
export const scaffolderModuleLedger = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ledger',
  register(env) {
    env.registerInit({
      deps: { engines: engineExtensionPoint },
      async init({ engines }) {
        engines.addEngine(ledger);
      },
    });
  },
});
