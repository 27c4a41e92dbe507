const { builtinModules } = require('node:module');

const plugin = 'backstage-plugin-stateful-services';
const frontend = plugin;
const backend = `${plugin}-backend`;
const node = `${plugin}-node`;
const common = `${plugin}-common`;
const scaffolder =
  'backstage-plugin-scaffolder-backend-module-stateful-services';

/** Raw Kubernetes access ends where the connections to clusters are made. */
const kubernetesClient = {
  group: ['@kubernetes/client-node'],
  message:
    'Only src/clusters of the backend plugin may use the Kubernetes client; everything else sees projected records.',
};

const pureCommon = {
  group: [
    'node:*',
    ...builtinModules,
    '@backstage/backend-*',
    '@backstage/core-*',
    'undici',
    'winston',
    plugin,
    `${plugin}-*`,
    scaffolder,
    'sandbox-cluster',
  ],
  message:
    'The domain is pure: it depends on types and zod only, and what it needs to know arrives as a value.',
};

const never = (packages, message) => ({ group: packages, message });

/**
 * What the sources of each package may not import. A name forbids its sub-paths too.
 *
 * @type {Readonly<Record<string, readonly { group: string[], message: string }[]>>}
 */
exports.forbiddenImports = {
  common: [pureCommon, kubernetesClient],
  frontend: [
    never(
      [backend, node, scaffolder, 'sandbox-cluster'],
      'The frontend reaches the backend through its HTTP API; what both know is in the common package.',
    ),
    kubernetesClient,
  ],
  backend: [
    never(
      [frontend, scaffolder],
      'The backend never imports the frontend or the scaffolder module; what they share is in the common package.',
    ),
    kubernetesClient,
  ],
  backendClusters: [
    never(
      [frontend, scaffolder],
      'The backend never imports the frontend or the scaffolder module; what they share is in the common package.',
    ),
  ],
  node: [
    never(
      [frontend, backend, scaffolder, 'sandbox-cluster'],
      'Extension points know nothing of those who extend or are extended.',
    ),
    kubernetesClient,
  ],
  scaffolder: [
    never(
      [frontend, backend, 'sandbox-cluster'],
      'The scaffolder module stands alone: it imports neither the backend nor the frontend.',
    ),
    kubernetesClient,
  ],
  composition: [kubernetesClient],
  sandbox: [
    never(
      [frontend, backend, common],
      'The sandbox stands in for a cluster and must not know how it is judged.',
    ),
    kubernetesClient,
  ],
};
