import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { CatalogClusters } from './catalogClusters';
import { CloudCredentials } from './cloudCredentials';

const ANNOTATIONS = {
  'kubernetes.io/api-server': 'https://203.0.113.9',
  'kubernetes.io/api-server-certificate-authority': 'Y2E=',
  'kubernetes.io/auth-provider': 'localKubectlProxy',
};

function resource(
  annotations: Readonly<Record<string, string>> = {},
  type = 'kubernetes-cluster',
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'east',
      title: 'East',
      annotations: {
        ...ANNOTATIONS,
        'kubernetes.io/api-server': 'https://k8s.example.com',
        ...annotations,
      },
    },
    spec: { type, owner: 'guests' },
  };
}

function list(entity: ReturnType<typeof resource>, locator: JsonObject = {}) {
  return new CatalogClusters('the locator', new ConfigReader(locator), {
    catalog: catalogServiceMock({ entities: [entity] }),
    auth: mockServices.auth(),
    credentials: new CloudCredentials({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      now: Date.now,
    }),
  }).listClusters();
}

async function access(...of: Parameters<typeof list>) {
  const [cluster] = await list(...of);
  if (!cluster?.access.usable) {
    throw new Error('The cluster should be usable');
  }
  return cluster.access;
}

it('reads the address, the certificate authority and the title of a cluster', async () => {
  const [cluster] = await list(resource());
  expect(cluster).toMatchObject({
    name: 'east',
    title: 'East',
    origin: 'the locator, resource:default/east',
  });
  const { kubeConfig, onlyPublicAddresses } = await access(resource());
  expect(kubeConfig.getCurrentCluster()).toMatchObject({
    server: 'https://k8s.example.com',
    caData: 'Y2E=',
    skipTLSVerify: false,
  });
  expect(onlyPublicAddresses).toBe(true);
});

it('passes over other resources, and clusters that the Kubernetes plugin passes over', async () => {
  expect(await list(resource({}, 'database'))).toEqual([]);
  const { 'kubernetes.io/api-server': _address, ...without } = ANNOTATIONS;
  const entity = resource();
  expect(
    await list({
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: without as typeof entity.metadata.annotations,
      },
    }),
  ).toEqual([]);
});

it.each([
  ['aks', 'forbidden', /credentials of a person/],
  ['serviceAccount', 'forbidden', /token of the backend/],
])('cannot use the auth provider %s', async (provider, state, message) => {
  expect(
    await list(resource({ 'kubernetes.io/auth-provider': provider })),
  ).toMatchObject([
    {
      name: 'east',
      access: { usable: false, state, message: expect.stringMatching(message) },
    },
  ]);
});

it.each([
  'no URL',
  'https://me:secret@k8s.example.com',
  'http://k8s.example.com',
  'https://10.0.0.1:6443',
  'https://[::1]',
])('does not send anything to %s', async address => {
  const [cluster] = await list(
    resource({ 'kubernetes.io/api-server': address }),
  );
  expect(cluster?.access).toMatchObject({ usable: false, state: 'broken' });
  expect(JSON.stringify(cluster?.access)).not.toContain('secret');
});

it.each([
  ['10.0.0.1', 'https://10.0.0.1:6443'],
  ['*.corp.example', 'https://k8s.corp.example'],
  ['*.corp.example', 'https://corp.example'],
  ['127.0.0.1', 'http://127.0.0.1:8001'],
])('where %s is allowed, reaches %s', async (pattern, address) => {
  const { onlyPublicAddresses } = await access(
    resource({ 'kubernetes.io/api-server': address }),
    { dangerouslyAllowClusterUrls: [pattern] },
  );
  expect(onlyPublicAddresses).toBe(false);
});

it('takes no host for allowed that only ends alike', async () => {
  const { onlyPublicAddresses } = await access(
    resource({ 'kubernetes.io/api-server': 'https://evilcorp.example' }),
    { dangerouslyAllowClusterUrls: ['*.corp.example'] },
  );
  expect(onlyPublicAddresses).toBe(true);
});

it('verifies certificates unless both the locator and the entity say otherwise', async () => {
  const skip = { 'kubernetes.io/skip-tls-verify': 'true' };
  const skips = async (...of: Parameters<typeof access>) =>
    (await access(...of)).kubeConfig.getCurrentCluster()?.skipTLSVerify;
  const allowed = { dangerouslyAllowSkipTLSVerify: true };
  expect(await skips(resource(skip))).toBe(false);
  expect(await skips(resource(), allowed)).toBe(false);
  expect(await skips(resource(skip), allowed)).toBe(true);
});

it('has another revision when an entity says something else', async () => {
  const revision = async (annotations?: Record<string, string>) =>
    (await list(resource(annotations)))[0]?.revision;
  expect(await revision()).toBe(await revision());
  expect(await revision()).not.toBe(
    await revision({ 'kubernetes.io/api-server': 'https://other.example.com' }),
  );
});
